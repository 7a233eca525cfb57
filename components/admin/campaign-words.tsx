'use client';

import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import type { CampaignState } from '@/lib/coupons/admin-model';
import type { CouponState } from '@/lib/coupons/model';

const campaignTones = {
  DRAFT: 'warning',
  SCHEDULED: 'info',
  RUNNING: 'success',
  ENDED: 'neutral',
} as const satisfies Record<CampaignState, Tone>;

export function CampaignStatePill({ state }: { state: CampaignState }) {
  const t = useTranslations('admin.coupons.state');
  return (
    <Pill tone={campaignTones[state]} dot={state === 'RUNNING'}>
      {t(state)}
    </Pill>
  );
}

const couponTones = {
  USABLE: 'success',
  HELD: 'warning',
  USED: 'info',
  EXPIRED: 'neutral',
  REVOKED: 'danger',
} as const satisfies Record<CouponState, Tone>;

export function CouponStatePill({ state }: { state: CouponState }) {
  const t = useTranslations('coupons.state');
  return (
    <Pill tone={couponTones[state]} dot={state === 'HELD'}>
      {t(state)}
    </Pill>
  );
}
