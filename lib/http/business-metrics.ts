import { Gauge, Registry } from 'prom-client';
import { db } from '@/lib/db/client';
import { readRecent } from '@/lib/delivery/read-recent';
import { countOpenOrders, openStatuses } from '@/lib/insights/queries';
import { now } from '@/lib/shared/clock';
import { log } from '@/lib/shared/log';
import { setDeliveryGauges } from './delivery-metrics';

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
    const [orders, endpoints] = await Promise.all([countOpenOrders(db()), readRecent(db(), { now: now() })]);
    const open = gauge('maru_orders_open', 'Orders that are not yet shipped, by status', ['status']);
    for (const status of openStatuses) open.set({ status }, orders[status]);
    setDeliveryGauges(registry, endpoints);
    up.set(1);
  } catch (error) {
    log.warn({ err: error }, 'metrics without the database');
    up.set(0);
  }
  return registry.metrics();
}
