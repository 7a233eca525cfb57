import { Gauge, Registry } from 'prom-client';
import { db } from '@/lib/db/client';
import { countOpenOrders, openStatuses, readBacklogs } from '@/lib/insights/queries';
import { log } from '@/lib/shared/log';

/**
 * The house's own gauges, read from Postgres by index when they are asked for: every process tells the same.
 *
 * With the database away only `maru_database_up 0` is told, so that the process's own metrics still are.
 */
export async function businessMetrics(): Promise<string> {
  const registry = new Registry();
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });

  const up = gauge('maru_database_up', 'Whether Postgres answered', []);
  try {
    const [orders, backlogs] = await Promise.all([countOpenOrders(db()), readBacklogs(db())]);
    const open = gauge('maru_orders_open', 'Orders that are not yet shipped, by status', ['status']);
    for (const status of openStatuses) open.set({ status }, orders[status]);

    const pending = gauge('maru_deliveries_pending', 'Deliveries not yet acknowledged', ['endpoint']);
    const dead = gauge('maru_deliveries_dead', 'Deliveries given up', ['endpoint']);
    const oldest = gauge('maru_deliveries_oldest_pending_seconds', 'Age of the oldest of them', ['endpoint']);
    const paused = gauge('maru_delivery_endpoint_paused', 'Whether nothing is sent to the endpoint', ['endpoint']);
    for (const { endpoint, ...backlog } of backlogs) {
      pending.set({ endpoint }, backlog.pending);
      dead.set({ endpoint }, backlog.dead);
      oldest.set({ endpoint }, backlog.oldestPendingSeconds);
      paused.set({ endpoint }, backlog.paused ? 1 : 0);
    }
    up.set(1);
  } catch (error) {
    log.warn({ err: error }, 'metrics without the database');
    up.set(0);
  }
  return registry.metrics();
}
