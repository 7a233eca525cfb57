import type { Db } from '@/lib/db/client';
import { later } from '@/lib/shared/clock';
import { err, ok, type Result } from '@/lib/shared/result';
import { type DeliveryError, type ErrorClass, errorClasses } from './model';
import { type Acknowledgements, nothingAcknowledged, readAcknowledgements } from './read-acknowledgements';
import { type CallCount, readCalls } from './read-calls';
import { type EndpointState, readEndpointStates } from './read-endpoint-states';
import { type OverdueCount, readOverdue } from './read-overdue';
import { readStateCounts } from './read-state-counts';
import type { DeliveryStats, DeliveryStatsQuery } from './stats-model';
import { type StatsWindow, statsWindow } from './stats-window';

/**
 * How delivery went in a time, of all endpoints or one, and how it is now.
 *
 * An SLA is breached by what was acknowledged late in that time, and by what is open still and whose time ran out in it.
 * Errors: `delivery.badWindow`, `delivery.endpointNotFound`.
 */
export async function readDeliveryStats(
  db: Db,
  { query, now }: { query: DeliveryStatsQuery; now: Date },
): Promise<Result<DeliveryStats, DeliveryError>> {
  const asked = statsWindow(query, now);
  if (!asked.ok) return asked;
  const [window, { endpointId }] = [asked.value, query];
  const endpoints = await readEndpointStates(db, endpointId);
  if (endpointId !== undefined && endpoints.length === 0) return err({ code: 'delivery.endpointNotFound' });
  const [states, acknowledged, calls, overdue] = await Promise.all([
    readStateCounts(db, window, endpointId),
    readAcknowledgements(db, window, endpointId),
    readCalls(db, window, endpointId),
    readOverdue(db, window, endpointId),
  ]);
  const failed = calls.filter(({ errorClass }) => errorClass !== null);
  return ok({
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    states,
    errorClasses: countByClass(failed),
    delivered: acknowledged.all.count,
    slaBreaches: acknowledged.all.lateCount + total(overdue),
    latencyMs: acknowledged.all.latencyMs,
    backlog: addBacklogs(endpoints),
    endpoints: endpoints.map((endpoint) => viewEndpoint(endpoint, acknowledged, overdue)),
    stepSeconds: window.stepSeconds,
    overTime: viewSteps(window, { acknowledged, failed, overdue }),
  });
}

function countByClass(calls: CallCount[]): Record<ErrorClass, number> {
  const counts = errorClasses.map((name) => [name, total(calls.filter(({ errorClass }) => errorClass === name))]);
  return Object.fromEntries(counts);
}

function addBacklogs(endpoints: EndpointState[]): DeliveryStats['backlog'] {
  const ages = endpoints.flatMap(({ backlog }) => backlog.oldestAgeSeconds ?? []);
  return {
    count: total(endpoints.map(({ backlog }) => backlog)),
    oldestAgeSeconds: ages.length === 0 ? null : Math.max(...ages),
  };
}

function viewEndpoint(
  { id, name, backlog, dead, breaker }: EndpointState,
  { ofEndpoint }: Acknowledgements,
  overdue: OverdueCount[],
): DeliveryStats['endpoints'][number] {
  const { count, lateCount, latencyMs } = ofEndpoint.get(id) ?? nothingAcknowledged;
  const overdueCount = total(overdue.filter(({ endpointId }) => endpointId === id));
  return { id, name, delivered: count, slaBreaches: lateCount + overdueCount, latencyMs, backlog, dead, breaker };
}

type Happened = { acknowledged: Acknowledgements; failed: CallCount[]; overdue: OverdueCount[] };

function viewSteps(
  { from, stepSeconds, stepCount }: StatsWindow,
  { acknowledged, failed, overdue }: Happened,
): DeliveryStats['overTime'] {
  return Array.from({ length: stepCount }, (_, place) => {
    const { count, lateCount, latencyMs } = acknowledged.inStep.get(place) ?? nothingAcknowledged;
    const ofStep = ({ step }: { step: number }) => step === place;
    return {
      at: later(from, place * stepSeconds * 1_000).toISOString(),
      delivered: count,
      failed: total(failed.filter(ofStep)),
      slaBreaches: lateCount + total(overdue.filter(ofStep)),
      latencyMs,
    };
  });
}

function total(counts: { count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
