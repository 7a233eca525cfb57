'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { failureOf } from '@/components/queries/api-client';
import { useClaimCoupon, useTicket } from '@/components/queries/coupons';
import { Button } from '@/components/ui/button';
import { Countdown } from '@/components/ui/countdown';
import { ExactTime } from '@/components/ui/exact-time';
import { LinkButton } from '@/components/ui/link-button';
import { Pill, type Tone } from '@/components/ui/pill';
import { Spinner } from '@/components/ui/spinner';
import type { CampaignOffer, ClaimState } from '@/lib/coupons/model';
import { paths } from '@/lib/http/paths';
import { CouponTicket } from './coupon-ticket';
import { useCouponRefusal } from './use-coupon-refusal';

const tones = {
  OPEN: 'success',
  NOT_YET: 'info',
  SOLD_OUT: 'neutral',
  CLAIMED: 'accent',
  NOT_ELIGIBLE: 'neutral',
  ENDED: 'neutral',
} as const satisfies Record<ClaimState, Tone>;

type CouponOfferProps = {
  offer: CampaignOffer;
  /** The server's clock when the page was made. */
  asOf: string;
  /** Where whoever is not signed in goes first; null for a member. */
  signInHref: string | null;
};

/** A coupon that one can get: how many are left, when it opens by the server's clock, and the button, which says why it can't be pressed. */
export function CouponOffer({ offer, asOf, signInHref }: CouponOfferProps) {
  const t = useTranslations('coupons.offers');
  const { claim, closesAt, tiers } = offer;
  return (
    <CouponTicket
      name={offer.name}
      terms={offer}
      faded={claim.state === 'ENDED' || claim.state === 'SOLD_OUT'}
      mark={<Pill tone={tones[claim.state]}>{t(`state.${claim.state}`)}</Pill>}
      note={
        <Notes>
          {claim.opensAt &&
            claim.state === 'NOT_YET' &&
            t.rich('opensAt', { time: () => <ExactTime at={claim.opensAt ?? ''} /> })}
          {claim.state === 'OPEN' && claim.remainingUnits !== null && t('remaining', { count: claim.remainingUnits })}
          {tiers.length > 0 && t('tiers', { tiers: tiers.map((tier) => t(`tier.${tier}`)).join(', ') })}
          {closesAt && t.rich('closes', { time: () => <ExactTime at={closesAt} /> })}
          {claim.queueOpensAt && claim.state === 'NOT_YET' && t('queueFrom')}
        </Notes>
      }
      action={<Claim offer={offer} asOf={asOf} signInHref={signInHref} />}
    />
  );
}

function Notes({ children }: { children: ReactNode[] }) {
  const said = children.filter(Boolean);
  if (said.length === 0) return null;
  return said.map((note, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the notes keep their places
    <span key={place}>
      {place > 0 && ' · '}
      {note}
    </span>
  ));
}

function Claim({ offer, asOf, signInHref }: CouponOfferProps) {
  const t = useTranslations('coupons.offers');
  const router = useRouter();
  const [key] = useState(() => crypto.randomUUID());
  const claimed = useClaimCoupon(offer.id, key);
  const refusalText = useCouponRefusal();
  const { claim } = offer;
  const drawnId = claimed.data && 'ticketId' in claimed.data ? claimed.data.ticketId : null;
  // Who stood in the queue before the page was loaded still does.
  const ticketId = drawnId ?? claim.ticketId;
  const isQueueOpen = claim.queueOpensAt !== null && new Date(claim.queueOpensAt) <= new Date(asOf);
  const isWaiting = claim.state === 'NOT_YET';

  if (claim.state === 'CLAIMED' || (claimed.data && ticketId === null)) return <ToBox isFresh={claimed.isSuccess} />;
  if (ticketId !== null)
    return (
      <>
        <Opening isWaiting={isWaiting} opensAt={claim.opensAt} asOf={asOf} />
        <Queueing campaignId={offer.id} ticketId={ticketId} />
      </>
    );
  if (claim.state === 'SOLD_OUT' || claim.state === 'ENDED' || claim.state === 'NOT_ELIGIBLE')
    return <span className="text-muted text-sm">{t(`state.${claim.state}`)}</span>;
  if (signInHref !== null)
    return (
      <LinkButton asChild variant="secondary">
        <Link href={signInHref}>{t('signIn')}</Link>
      </LinkButton>
    );
  if (isWaiting && !isQueueOpen)
    return (
      <Opening
        isWaiting
        opensAt={claim.queueOpensAt ?? claim.opensAt}
        asOf={asOf}
        isOfQueue={claim.queueOpensAt !== null}
      />
    );
  const ask = () =>
    claimed.mutate(undefined, {
      onSuccess: (got) => {
        if ('ticketId' in got) return;
        toast.success(t('claimed'));
        router.refresh();
      },
      onError: () => router.refresh(),
    });
  return (
    <>
      <Opening isWaiting={isWaiting} opensAt={claim.opensAt} asOf={asOf} />
      <Button onClick={ask} loading={claimed.isPending}>
        {t(claim.queueOpensAt ? 'queue' : 'claim')}
      </Button>
      <p role="status" className="max-w-40 text-center text-danger text-xs empty:hidden">
        {claimed.isError && refusalText(failureOf(claimed.error))}
      </p>
    </>
  );
}

type OpeningProps = { isWaiting: boolean; opensAt: string | null; asOf: string; isOfQueue?: boolean };

/** The server's clock until the opening; at its end the page asks how things stand. */
function Opening({ isWaiting, opensAt, asOf, isOfQueue = false }: OpeningProps) {
  const t = useTranslations('coupons.offers');
  const router = useRouter();
  if (!isWaiting || opensAt === null) return null;
  return (
    <p className="text-center text-muted text-sm">
      {t.rich(isOfQueue ? 'queueOpensIn' : 'opensIn', {
        clock: () => (
          <Countdown
            until={opensAt}
            serverNow={asOf}
            onEnd={() => router.refresh()}
            className="block font-bold text-2xl text-ink"
          />
        ),
      })}
    </p>
  );
}

/** The place in the queue, as the server last said it. */
function Queueing({ campaignId, ticketId }: { campaignId: string; ticketId: string }) {
  const t = useTranslations('coupons.offers');
  const { data: ticket } = useTicket(campaignId, ticketId);
  if (ticket?.state === 'ISSUED') return <ToBox isFresh={false} />;
  if (ticket?.state === 'REJECTED')
    return (
      <p role="status" className="max-w-40 text-center text-sm">
        {t('rejected')}
      </p>
    );
  return (
    <div role="status" className="grid max-w-44 justify-items-center gap-1.5 text-center text-sm">
      <Spinner />
      <span className="font-medium">{ticket?.position === null ? t('waitingEarly') : t('waiting')}</span>
      {ticket?.position != null && (
        <span className="text-muted text-xs tabular-nums">
          {t('position', { position: ticket.position, seconds: ticket.etaSeconds ?? 1 })}
        </span>
      )}
    </div>
  );
}

/** `isFresh`: the button that was pressed is gone, and the keyboard goes on here. */
function ToBox({ isFresh }: { isFresh: boolean }) {
  const t = useTranslations('coupons.offers');
  return (
    <LinkButton asChild variant="outline">
      <Link href={paths.coupons} ref={isFresh ? focus : undefined}>
        {t('toBox')}
      </Link>
    </LinkButton>
  );
}

function focus(link: HTMLElement | null): void {
  link?.focus({ preventScroll: true });
}
