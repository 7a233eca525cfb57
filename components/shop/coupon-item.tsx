'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ExactTime } from '@/components/ui/exact-time';
import { Pill, type Tone } from '@/components/ui/pill';
import { textLink } from '@/components/ui/text-link';
import type { CouponState, CouponView } from '@/lib/coupons/model';
import { paths } from '@/lib/http/paths';
import { CouponHistory } from './coupon-history';
import { CouponTicket } from './coupon-ticket';

const tones = {
  USABLE: 'success',
  HELD: 'info',
  USED: 'neutral',
  EXPIRED: 'neutral',
  REVOKED: 'danger',
} as const satisfies Record<CouponState, Tone>;

/** One coupon of a member's, with its state and the order that has it. */
export function CouponItem({ coupon }: { coupon: CouponView }) {
  const t = useTranslations('coupons');
  const { name, state, usableUntil, orderId } = coupon;
  return (
    <CouponTicket
      name={name}
      terms={coupon}
      faded={state !== 'USABLE' && state !== 'HELD'}
      mark={<Pill tone={tones[state]}>{t(`state.${state}`)}</Pill>}
      note={
        <>
          {t.rich('terms.until', { time: () => <ExactTime at={usableUntil} /> })}
          {orderId && (
            <>
              {' · '}
              <Link href={paths.order(orderId)} className={textLink}>
                {t('box.order')}
              </Link>
            </>
          )}
          {' · '}
          <CouponHistory couponId={coupon.id} name={name} />
        </>
      }
    />
  );
}
