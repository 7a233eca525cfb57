'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ExactTime } from '@/components/ui/exact-time';
import { RelativeTime } from '@/components/ui/relative-time';
import { textLink } from '@/components/ui/text-link';
import { Timeline, TimelineItem } from '@/components/ui/timeline';
import type { BreakerChange, BreakerEventView, BreakerState } from '@/lib/delivery/breaker-model';
import type { EndpointView } from '@/lib/delivery/endpoint-model';
import { paths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { changeBreaker } from './delivery-actions';
import { ThrottledUntil } from './delivery-rate';
import { BreakerPill } from './delivery-words';

/** Whether an endpoint's breaker lets deliveries pass, why, and the way to say otherwise. */
export function EndpointBreaker({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations('admin.deliveries.breaker');
  const { paused, breaker, throttledUntil } = endpoint;
  const { state, forced, since, probeAt } = breaker;
  const isOpen = state === 'OPEN';
  const isThrottled = throttledUntil !== null && state === 'CLOSED' && !paused;
  return (
    <div className="grid justify-items-start gap-3 text-sm">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <BreakerPill breaker={breaker} />
        <span className="text-muted">{t.rich('since', { time: () => <RelativeTime at={since} /> })}</span>
        {probeAt && isOpen && !paused && (
          <span className="text-muted">{t.rich('probe', { time: () => <RelativeTime at={probeAt} /> })}</span>
        )}
        {isThrottled && <ThrottledUntil at={throttledUntil} />}
      </p>
      <p className="text-muted">{t(bodyOf(endpoint))}</p>
      <div className="flex flex-wrap gap-2">
        {isThrottled && <SetBreaker endpoint={endpoint} by="lift" />}
        {state !== 'CLOSED' && <SetBreaker endpoint={endpoint} by="close" />}
        {!forced && <SetBreaker endpoint={endpoint} by="hold" />}
      </div>
    </div>
  );
}

type BodyKey = 'bodyGone' | 'bodyForced' | 'bodyPaused' | 'bodyThrottled' | `body${BreakerState}`;

function bodyOf({ paused, isGone, breaker: { state, forced }, throttledUntil }: EndpointView): BodyKey {
  if (isGone) return 'bodyGone';
  if (state === 'OPEN') return forced ? 'bodyForced' : 'bodyOPEN';
  if (paused) return 'bodyPaused';
  return state === 'CLOSED' && throttledUntil !== null ? 'bodyThrottled' : `body${state}`;
}

const commands = {
  hold: { to: 'OPEN', done: 'held', tone: 'danger', look: 'outline' },
  close: { to: 'CLOSED', done: 'closed', tone: 'primary', look: 'primary' },
  lift: { to: 'CLOSED', done: 'lifted', tone: 'primary', look: 'primary' },
} as const satisfies Record<string, { to: BreakerChange['state'] } & Record<string, string>>;

type SetBreakerProps = { endpoint: EndpointView; by: keyof typeof commands };

function SetBreaker({ endpoint: { id, name }, by }: SetBreakerProps) {
  const t = useTranslations('admin.deliveries');
  const { to, done, tone, look } = commands[by];
  const set = async () => {
    const form = new FormData();
    form.set('id', id);
    form.set('state', to);
    const result = await changeBreaker({ status: 'idle' }, form).catch(() => null);
    if (result?.status === 'done') toast.success(t(`breaker.${done}`));
    else toast.error(t('endpoints.failed'));
  };
  return (
    <ConfirmDialog
      trigger={
        <Button variant={look} size="sm">
          {t(`breaker.${by}`)}
        </Button>
      }
      title={t(`breaker.${by}Title`, { name })}
      description={t(`breaker.${by}Body`)}
      confirmLabel={t(`breaker.${by}`)}
      tone={tone}
      onConfirm={set}
    />
  );
}

const tones = { CLOSED: 'accent', OPEN: 'danger', HALF_OPEN: 'neutral' } as const satisfies Record<
  BreakerState,
  string
>;

type BreakerHistoryProps = { endpointId: string; events: Page<BreakerEventView>; isFirstPage: boolean };

/** When a breaker opened and closed, and why; the latest first. */
export function BreakerHistory({ endpointId, events, isFirstPage }: BreakerHistoryProps) {
  const t = useTranslations('admin.deliveries.breaker');
  if (events.items.length === 0) return <p className="text-muted text-sm">{t('noHistory')}</p>;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Timeline>
        {events.items.map((event) => (
          <TimelineItem
            key={event.id}
            tone={tones[event.to]}
            title={t('step', { from: t(event.from), to: t(event.to) })}
            time={<ExactTime at={event.occurredAt} seconds />}
          >
            <BreakerReason event={event} />
          </TimelineItem>
        ))}
      </Timeline>
      {(!isFirstPage || events.nextCursor !== null) && (
        <p className="flex gap-4 text-sm">
          {!isFirstPage && (
            <Link href={paths.adminEndpoint(endpointId)} scroll={false} className={textLink}>
              {t('latest')}
            </Link>
          )}
          {events.nextCursor !== null && (
            <Link
              href={`${paths.adminEndpoint(endpointId)}?history=${encodeURIComponent(events.nextCursor)}`}
              scroll={false}
              className={textLink}
            >
              {t('more')}
            </Link>
          )}
        </p>
      )}
    </div>
  );
}

function BreakerReason({ event: { cause, callCount, failedCount, actor } }: { event: BreakerEventView }) {
  const t = useTranslations('admin.deliveries.breaker');
  if (cause === 'BY_HAND') return actor?.name ? t('causeBY_HAND', { name: actor.name }) : t('causeBY_HANDplain');
  if (cause !== 'FAILURES') return t(`cause${cause}`);
  return callCount !== null && failedCount !== null
    ? t('causeFAILURES', { calls: callCount, failed: failedCount })
    : t('causeFAILURESplain');
}
