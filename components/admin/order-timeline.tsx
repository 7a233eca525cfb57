import { useTranslations } from 'next-intl';
import { ExactTime } from '@/components/ui/exact-time';
import { Timeline, TimelineItem } from '@/components/ui/timeline';
import type { AdminOrderView } from '@/lib/orders/model';

type Entry = AdminOrderView['timeline'][number];

/** What happened to the order and who did it, the latest first. */
export function OrderTimeline({ entries }: { entries: Entry[] }) {
  const t = useTranslations('admin.orders.event');
  return (
    <Timeline>
      {[...entries].reverse().map((entry, index) => (
        <TimelineItem
          key={`${entry.occurredAt} ${entry.type} ${entry.toStatus}`}
          title={<Title entry={entry} />}
          time={<ExactTime at={entry.occurredAt} />}
          tone={
            entry.type === 'order.expired' || entry.type === 'order.cancelled'
              ? 'danger'
              : index === 0
                ? 'accent'
                : 'neutral'
          }
        >
          {t(`by.${entry.by}`)}
          {entry.reason && ` · ${entry.reason}`}
        </TimelineItem>
      ))}
    </Timeline>
  );
}

function Title({ entry }: { entry: Entry }) {
  const t = useTranslations('admin.orders');
  switch (entry.type) {
    case 'order.placed':
      return t('event.placed');
    case 'order.hold_renewed':
      return t('event.holdRenewed');
    case 'order.requoted':
      return t('event.requoted');
    case 'order.address_changed':
      return t('event.addressChanged');
    case 'order.paid':
      return t('event.paid');
    case 'order.expired':
      return t('event.expired');
    case 'order.partially_cancelled':
      return t('event.partiallyCancelled');
    case 'order.cancelled':
      return t('event.cancelled');
    case 'order.status_changed':
      return t('event.changed', { status: t(`status.${entry.toStatus}`) });
  }
}
