import { useFormatter, useTranslations } from 'next-intl';
import { deadLettersPath, deliveryLogPath } from '@/components/queries/delivery-search';
import { cn } from '@/components/ui/cn';
import { Stat } from '@/components/ui/stat';
import type { EndpointView } from '@/lib/delivery/endpoint-model';
import type { DeliveryStats } from '@/lib/delivery/stats-model';
import { ThrottledUntil } from './delivery-rate';
import { heldBack } from './held-back';
import { HomeTile } from './home-tiles';
import { useShortDuration } from './use-short-duration';

type EndpointHealthProps = { endpoint: EndpointView; stats: DeliveryStats };

/** How an endpoint is doing now, and was over the time of its figures. */
export function EndpointHealth({ endpoint, stats }: EndpointHealthProps) {
  const t = useTranslations('admin.deliveries');
  const format = useFormatter();
  const durationText = useShortDuration();
  const { id, pendingCount, deadCount, slaMs, ratePerSecond, rateShare, throttledUntil } = endpoint;
  const { latencyMs, slaBreaches, backlog } = stats;
  const oldestMs = backlog.oldestAgeSeconds === null ? null : backlog.oldestAgeSeconds * 1_000;
  const isOverdue = oldestMs !== null && oldestMs > slaMs;
  const held = heldBack(endpoint);
  const share = format.number(rateShare, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <section
      aria-label={t('health.title')}
      className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-5 max-sm:[&>:first-child]:col-span-2"
    >
      <HomeTile
        href={deliveryLogPath({ endpointId: id, state: 'PENDING' })}
        label={t('health.waiting')}
        value={t('overview.count', { count: pendingCount })}
        note={
          oldestMs === null
            ? t('health.nothing')
            : t(isOverdue ? 'health.oldestOver' : 'health.oldestWithin', {
                age: durationText(oldestMs),
                sla: durationText(slaMs),
              })
        }
        alarming={isOverdue}
      />
      <HomeTile
        href={deadLettersPath({ endpointId: id })}
        label={t('health.dead')}
        value={t('overview.count', { count: deadCount })}
        note={deadCount > 0 ? t('overview.deadNote') : t('overview.deadNone')}
        alarming={deadCount > 0}
      />
      <Stat
        label={t('health.rate')}
        value={
          held ? (
            '–'
          ) : (
            <span className={cn(rateShare < 1 && 'text-warning')}>
              {t('endpoints.rateText', { rate: Math.round(ratePerSecond * rateShare * 10) / 10 })}
            </span>
          )
        }
        note={
          held ? (
            <span className="text-warning">{t(`held.${held}`)}</span>
          ) : throttledUntil ? (
            <ThrottledUntil at={throttledUntil} />
          ) : rateShare < 1 ? (
            t('health.rateShare', { limit: ratePerSecond, share })
          ) : (
            t('health.rateFull')
          )
        }
      />
      <Stat
        label={t('health.latency')}
        value={latencyMs ? durationText(latencyMs.p95) : '–'}
        note={
          latencyMs
            ? t('overview.p95Note', { p50: durationText(latencyMs.p50), p99: durationText(latencyMs.p99) })
            : t('overview.p95None')
        }
      />
      <Stat
        label={t('health.breaches')}
        value={
          <span className={cn(slaBreaches > 0 && 'text-warning')}>{t('overview.count', { count: slaBreaches })}</span>
        }
        note={t('health.sla', { sla: durationText(slaMs) })}
      />
    </section>
  );
}
