import { ExternalLink, Truck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { textLink } from '@/components/ui/text-link';
import type { OrderView } from '@/lib/orders/model';

/** Which parcel the order is in, and where its carrier shows how far it has come. */
export function OrderTracking({ tracking }: { tracking: NonNullable<OrderView['tracking']> }) {
  const t = useTranslations('checkout.tracking');
  const { carrierName, number, url } = tracking;
  return (
    <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2 border-t pt-4 text-sm">
      <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
        <Truck aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="text-muted">{carrierName}</span>
        <span className="font-medium tabular-nums [overflow-wrap:anywhere]">{number}</span>
        <CopyButton text={number} className="-mx-1" />
      </p>
      {url && (
        <a href={url} target="_blank" rel="noreferrer" className={`${textLink} inline-flex items-center gap-1.5`}>
          {t('follow')}
          <ExternalLink aria-hidden className="size-3.5" />
          <span className="sr-only">{t('newTab')}</span>
        </a>
      )}
    </div>
  );
}
