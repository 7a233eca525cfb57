import { ChevronDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { holdMs } from '@/lib/orders/model';
import { shippingRule } from '@/lib/pricing/model';
import { formatWon } from '@/lib/shared/money';

const minuteMs = 60_000;

/** What it costs to send, and how it is paid. The numbers are those that the house reckons with. */
export function ProductTerms() {
  const t = useTranslations('shop.terms');
  const locale = useLocale();
  const minutes = holdMs / minuteMs;
  const { feeWon, freeFromWon } = shippingRule;
  const fee = formatWon(feeWon, locale);
  const from = formatWon(freeFromWon, locale);
  return (
    <div className="divide-y border-y">
      <Terms title={t('delivery')} summary={t('deliverySummary', { fee, from })}>
        {[t('deliveryFee', { fee, from }), t('deliveryStatus'), t('deliveryAddress')]}
      </Terms>
      <Terms title={t('payment')} summary={t('paymentSummary', { minutes })}>
        {[t('paymentWallet'), t('paymentHold', { minutes }), t('paymentEnd')]}
      </Terms>
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
