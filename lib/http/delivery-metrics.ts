import { Gauge, type Registry } from 'prom-client';
import type { BreakerState } from '@/lib/delivery/breaker-model';
import { errorClasses } from '@/lib/delivery/model';
import type { RecentFigures } from '@/lib/delivery/read-recent';

const breakerValues = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 } as const satisfies Record<BreakerState, number>;

/** Sets the gauges of delivery, each by endpoint. Those of the last five minutes end in `_5m`. */
export function setDeliveryGauges(registry: Registry, endpoints: RecentFigures[]): void {
  const gauge = (name: string, help: string, ...labels: string[]) =>
    new Gauge({ name, help, labelNames: ['endpoint_id', 'endpoint', ...labels], registers: [registry] });

  const pending = gauge('maru_deliveries_pending', 'Deliveries not yet acknowledged');
  const dead = gauge('maru_deliveries_dead', 'Deliveries given up');
  const oldest = gauge('maru_deliveries_oldest_pending_seconds', 'Age of the oldest of those not yet acknowledged');
  const paused = gauge('maru_delivery_endpoint_paused', 'Whether nothing is sent to the endpoint');
  const breaker = gauge('maru_delivery_breaker', 'Its circuit breaker: 0 closed, 1 half open, 2 open');
  const share = gauge('maru_delivery_rate_share', 'The share of its rate that it bears');
  const delivered = gauge('maru_deliveries_delivered_5m', 'Acknowledged in the last five minutes');
  const failed = gauge(
    'maru_delivery_calls_failed_5m',
    'Calls that failed in the last five minutes, by class',
    'class',
  );
  const latency = gauge(
    'maru_delivery_latency_seconds_5m',
    'From the commit of a change to its acknowledgement, of the last five minutes',
    'quantile',
  );
  const breaches = gauge(
    'maru_delivery_sla_breaches_5m',
    'Acknowledged late, or out of time, in the last five minutes',
  );

  for (const figures of endpoints) {
    // The name alone may be that of several, and changes.
    const endpoint = { endpoint_id: figures.id, endpoint: figures.name };
    pending.set(endpoint, figures.backlog.count);
    dead.set(endpoint, figures.dead);
    oldest.set(endpoint, figures.backlog.oldestAgeSeconds ?? 0);
    paused.set(endpoint, figures.paused ? 1 : 0);
    breaker.set(endpoint, breakerValues[figures.breaker.state]);
    share.set(endpoint, figures.rateShare);
    delivered.set(endpoint, figures.acknowledged.count);
    breaches.set(endpoint, figures.slaBreaches);
    for (const errorClass of errorClasses) {
      const count = figures.calls.find((calls) => calls.errorClass === errorClass)?.count ?? 0;
      failed.set({ ...endpoint, class: errorClass }, count);
    }
    const { latencyMs } = figures.acknowledged;
    if (latencyMs === null) continue;
    latency.set({ ...endpoint, quantile: '0.5' }, latencyMs.p50 / 1_000);
    latency.set({ ...endpoint, quantile: '0.95' }, latencyMs.p95 / 1_000);
    latency.set({ ...endpoint, quantile: '0.99' }, latencyMs.p99 / 1_000);
  }
}
