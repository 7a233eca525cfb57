import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Fact, Facts } from '@/components/ui/facts';
import { textLink } from '@/components/ui/text-link';
import type { AdminOrderView } from '@/lib/orders/model';
import { type OrderAction, OrderTrackingDialog } from './order-tracking-dialog';

type OrderTrackingProps = { order: AdminOrderView; changeTracking: OrderAction };

/** Which parcel a shipped order is in, to be set or corrected until it has arrived. */
export function OrderTracking({ order, changeTracking }: OrderTrackingProps) {
  const t = useTranslations('admin.orders.tracking');
  const { tracking, allowedActions } = order;
  return (
    <div className="grid justify-items-start gap-3">
      {tracking ? (
        <Facts>
          <Fact name={t('carrier')}>{tracking.carrierName}</Fact>
          <Fact name={t('number')}>
            <TrackingNumber {...tracking} />
          </Fact>
        </Facts>
      ) : (
        <p className="text-muted text-sm">{t('none')}</p>
      )}
      {allowedActions.includes('changeTracking') && (
        <OrderTrackingDialog order={order} purpose="change" save={changeTracking}>
          <Button variant="outline" size="sm">
            {t(tracking ? 'correct' : 'add')}
          </Button>
        </OrderTrackingDialog>
      )}
    </div>
  );
}

function TrackingNumber({ number, url }: NonNullable<AdminOrderView['tracking']>) {
  if (!url) return <span className="tabular-nums [overflow-wrap:anywhere]">{number}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer" className={`${textLink} tabular-nums [overflow-wrap:anywhere]`}>
      {number}
    </a>
  );
}
