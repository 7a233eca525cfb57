'use client';

import { useTranslations } from 'next-intl';
import { useCouponHistory } from '@/components/queries/coupons';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { ExactTime } from '@/components/ui/exact-time';
import { Notice } from '@/components/ui/notice';
import { TextSkeleton } from '@/components/ui/skeleton';
import { textLink } from '@/components/ui/text-link';
import { Timeline, TimelineItem } from '@/components/ui/timeline';

type CouponHistoryProps = { couponId: string; name: string };

/** What happened to a coupon, and why it was taken away. */
export function CouponHistory({ couponId, name }: CouponHistoryProps) {
  const t = useTranslations('coupons.history');
  return (
    <Dialog>
      <DialogTrigger asChild>
        <button type="button" className={textLink}>
          {t('open')}
          <span className="sr-only">: {name}</span>
        </button>
      </DialogTrigger>
      <DialogContent title={name} description={t('lead')}>
        <Events couponId={couponId} />
      </DialogContent>
    </Dialog>
  );
}

/** Only in an open dialog, and so asked for then. */
function Events({ couponId }: Pick<CouponHistoryProps, 'couponId'>) {
  const t = useTranslations('coupons.history');
  const { data, isError, refetch } = useCouponHistory(couponId);
  if (isError)
    return (
      <Notice
        tone="danger"
        action={
          <Button size="sm" variant="secondary" onClick={() => refetch()}>
            {t('retry')}
          </Button>
        }
      >
        {t('failed')}
      </Notice>
    );
  if (!data) return <TextSkeleton lines={2} />;
  return (
    <Timeline>
      {data.items.map(({ type, occurredAt, reason }) => (
        <TimelineItem
          key={`${occurredAt} ${type}`}
          title={t(`event.${type}`)}
          time={<ExactTime at={occurredAt} />}
          tone={type === 'REVOKED' ? 'danger' : type === 'USED' ? 'accent' : 'neutral'}
        >
          {reason}
        </TimelineItem>
      ))}
    </Timeline>
  );
}
