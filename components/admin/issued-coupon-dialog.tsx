'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { campaignKey, useIssuedHistory } from '@/components/queries/campaigns';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { ExactTime } from '@/components/ui/exact-time';
import { Notice } from '@/components/ui/notice';
import { TextSkeleton } from '@/components/ui/skeleton';
import { textLink } from '@/components/ui/text-link';
import { Timeline, TimelineItem } from '@/components/ui/timeline';
import type { IssuedCoupon } from '@/lib/coupons/admin-model';
import type { CouponHistory } from '@/lib/coupons/model';
import { paths } from '@/lib/http/paths';
import { revokeCouponByForm } from './campaign-actions';
import { CouponStatePill } from './campaign-words';
import { ReasonForm } from './reason-form';

type IssuedCouponDialogProps = { campaignId: string; coupon: IssuedCoupon };

/** What happened to one coupon; and as long as it can be taken back, with which reason. */
export function IssuedCouponDialog({ campaignId, coupon }: IssuedCouponDialogProps) {
  const t = useTranslations('admin.coupons.issued');
  const [open, setOpen] = useState(false);
  const { owner, state } = coupon;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          {t('look')}
          <span className="sr-only">: {owner.email}</span>
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t('dialogTitle', { name: owner.name })}
        description={
          <span className="flex flex-wrap items-center gap-2">
            {owner.email} <CouponStatePill state={state} />
          </span>
        }
      >
        <div className="grid gap-5">
          <History couponId={coupon.id} />
          {state === 'USABLE' || state === 'HELD' ? (
            <Revoke campaignId={campaignId} coupon={coupon} onDone={() => setOpen(false)} />
          ) : (
            <p className="text-muted text-sm">{t(`notRevocable.${state}`)}</p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function History({ couponId }: { couponId: string }) {
  const t = useTranslations('admin.coupons.issued');
  const { data, isError, refetch } = useIssuedHistory(couponId);
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
        {t('historyFailed')}
      </Notice>
    );
  if (!data) return <TextSkeleton lines={2} />;
  return (
    <Timeline>
      {data.items.map((event) => (
        <TimelineItem
          key={`${event.occurredAt} ${event.type}`}
          title={t(`event.${event.type}`)}
          time={<ExactTime at={event.occurredAt} />}
          tone={toneOf(event)}
        >
          {t(`by.${event.by}`)}
          {event.reason && ` · ${event.reason}`}
          {event.orderId && (
            <>
              {' · '}
              <Link href={paths.adminOrder(event.orderId)} className={textLink}>
                {t('order')}
              </Link>
            </>
          )}
        </TimelineItem>
      ))}
    </Timeline>
  );
}

function toneOf({ type }: CouponHistory['items'][number]) {
  if (type === 'REVOKED') return 'danger';
  return type === 'USED' ? 'accent' : 'neutral';
}

function Revoke({ campaignId, coupon, onDone }: IssuedCouponDialogProps & { onDone: () => void }) {
  const t = useTranslations('admin.coupons.issued');
  const queries = useQueryClient();
  const revoke = async (reason: string) => {
    const form = new FormData();
    form.set('couponId', coupon.id);
    form.set('reason', reason);
    const result = await revokeCouponByForm({ status: 'idle' }, form).catch(() => null);
    await Promise.all([
      queries.invalidateQueries({ queryKey: campaignKey(campaignId) }),
      queries.invalidateQueries({ queryKey: ['coupon-history', coupon.id] }),
    ]);
    if (result?.status === 'done') {
      toast.success(t('revoked'));
      onDone();
      return;
    }
    const isLate = result?.status === 'failed' && result.error.code === 'coupon.notRevocable';
    toast.error(t(isLate ? 'revokeLate' : 'revokeFailed'));
  };
  return (
    <ReasonForm
      hint={t(coupon.state === 'HELD' ? 'revokeHeldHint' : 'revokeHint')}
      submitLabel={t('revoke')}
      onSubmit={revoke}
    />
  );
}
