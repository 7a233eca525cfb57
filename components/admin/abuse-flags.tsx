'use client';

import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Pill } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { quietLink } from '@/components/ui/text-link';
import { type AbuseFlagView, evidenceCountMax } from '@/lib/coupons/abuse-model';
import { paths } from '@/lib/http/paths';
import { AbuseDecision } from './abuse-decision';
import { CouponStatePill } from './campaign-words';
import { TierPill } from './order-pills';
import { userListPath } from './user-query';

/** Pairs of accounts that look like one person, each with what they share and what became of it. */
export function AbuseFlags({ flags }: { flags: AbuseFlagView[] }) {
  return (
    <ul className="grid grid-cols-1 gap-3">
      {flags.map((flag) => (
        <li key={flag.id} className="rounded-md border bg-surface p-4 sm:p-5">
          <Flag flag={flag} />
        </li>
      ))}
    </ul>
  );
}

function Flag({ flag }: { flag: AbuseFlagView }) {
  const t = useTranslations('admin.coupons.abuse');
  const { kind, campaign, user, other, coupon, refused, createdAt, decision, state } = flag;
  return (
    <article className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <Pill tone={kind === 'NETWORK' || kind === 'BURST' ? 'info' : 'warning'}>{t(`kind.${kind}`)}</Pill>
          <Link href={paths.adminCampaign(campaign.id)} className={`${quietLink} font-medium`}>
            {campaign.name}
          </Link>
          <RelativeTime at={createdAt} className="text-faint text-xs" />
        </p>
        {state === 'OPEN' ? <AbuseDecision flag={flag} /> : <Pill>{t(`state.${state}`)}</Pill>}
      </div>
      <div className="grid items-center gap-3 md:grid-cols-[minmax(0,1fr)_minmax(0,12rem)_minmax(0,1fr)]">
        <Account account={other} role={t('earlier')} />
        <Shared flag={flag} />
        <Account account={user} role={t('later')}>
          {refused && <Pill tone="neutral">{t('refused')}</Pill>}
          {coupon ? <CouponStatePill state={coupon.state} /> : !refused && <Pill>{t('noCoupon')}</Pill>}
        </Account>
      </div>
      {decision && (
        <p className="border-t pt-3 text-muted text-sm">
          {t('decided', { name: decision.by.name })} · <RelativeTime at={decision.decidedAt} /> · {decision.note}
        </p>
      )}
    </article>
  );
}

type AccountProps = { account: AbuseFlagView['user']; role: string; children?: ReactNode };

function Account({ account, role, children }: AccountProps) {
  const t = useTranslations('admin.coupons.abuse');
  return (
    <div className="min-w-0 rounded-md bg-sunken/60 px-3.5 py-3 text-sm">
      <p className="text-faint text-xs">{role}</p>
      <p className="mt-1 flex flex-wrap items-center gap-2">
        <Link href={userListPath({ q: account.email })} className={`${quietLink} font-medium`}>
          {account.name}
        </Link>
        <TierPill tier={account.tier} />
        {account.blocked && <Pill tone="danger">{t('blocked')}</Pill>}
        {children}
      </p>
      <p className="truncate text-muted text-xs" title={account.email}>
        {account.email}
      </p>
    </div>
  );
}

/** What the two have in common, as far as the office may see it. */
function Shared({ flag: { kind, evidence } }: { flag: AbuseFlagView }) {
  const t = useTranslations('admin.coupons.abuse');
  const { masked, accountCount } = evidence;
  return (
    <p className="flex flex-wrap items-center justify-center gap-x-2 text-center text-sm md:flex-col">
      <ArrowRight aria-hidden className="size-4 text-faint max-md:rotate-90" />
      <span className="text-muted">{t(`shares.${kind}`)}</span>
      {masked && <span className="font-medium tabular-nums">{masked}</span>}
      {accountCount !== null && (
        <span className="font-medium tabular-nums">
          {t(accountCount >= evidenceCountMax ? 'accountsMany' : 'accounts', { count: accountCount })}
        </span>
      )}
    </p>
  );
}
