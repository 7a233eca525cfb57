import { ChevronDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { Settings } from '@/lib/settings/model';
import { isShippingFree } from '@/lib/settings/rules';
import { formatWon } from '@/lib/shared/money';

/** What it costs to send, how it is paid, and how long it can be cancelled. The numbers are those that the house reckons with. */
export function ProductTerms({ settings }: { settings: Settings }) {
  const t = useTranslations('shop.terms');
  const locale = useLocale();
  const { paymentHoldMinutes: minutes, cancelWindowMinutes } = settings;
  const fee = formatWon(settings.shippingFeeWon, locale);
  const from = formatWon(settings.freeShippingFromWon, locale);
  const isFree = isShippingFree(settings);
  return (
    <div className="divide-y border-y">
      <Terms title={t('delivery')} summary={isFree ? t('deliveryFree') : t('deliverySummary', { fee, from })}>
        {[
          isFree ? t('deliveryFreeAlways') : t('deliveryFee', { fee, from }),
          t('deliveryStatus'),
          t('deliveryAddress'),
        ]}
      </Terms>
      <Terms title={t('payment')} summary={t('paymentSummary', { minutes })}>
        {[t('paymentWallet'), t('paymentHold', { minutes }), t('paymentEnd')]}
      </Terms>
      {cancelWindowMinutes > 0 && (
        <Terms title={t('cancel')} summary={t('cancelSummary', { minutes: cancelWindowMinutes })}>
          {[t('cancelWindow', { minutes: cancelWindowMinutes }), t('cancelParts'), t('cancelRefund')]}
        </Terms>
      )}
    </div>
  );
}

function Terms({ title, summary, children }: { title: string; summary: string; children: string[] }) {
  return (
    <details className="group">
      <summary className="flex min-h-14 list-none items-center gap-4 rounded-sm py-2 [&::-webkit-details-marker]:hidden">
        <span className="w-20 shrink-0 font-medium text-sm">{title}</span>
        <span className="min-w-0 flex-1 text-muted text-sm">{summary}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-faint transition-transform group-open:rotate-180" />
      </summary>
      <ul className="grid list-disc gap-1.5 pb-4 pl-24 text-muted text-sm marker:text-line max-sm:pl-5">
        {children.map((term) => (
          <li key={term}>{term}</li>
        ))}
      </ul>
    </details>
  );
}
