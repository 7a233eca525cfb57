import type { DeliveryAlertKind, NewAlert } from '@/lib/alerts/model';
import { errorClasses } from './model';
import type { RecentFigures } from './read-recent';

/** The oldest that waits is older than this: it piles up, however few there are. */
export const backlogAgeSecondsMax = 600;
/** With at least so many waiting, it piles up when more comes than goes. What piles up does so until there are fewer. */
export const backlogCountMin = 1_000;
/** This share of an endpoint's calls of late failed in one way, of at least so many calls. */
export const failingShareMin = 0.2;
export const failingCallsMin = 10;
/** It goes on failing until the share is below this, so that a share about the limit is one alert. */
export const failingShareOver = 0.1;

/** An alert that stands, and whether it is reason enough to raise it, or only for one that was raised to stay. */
export type Standing = NewAlert & { isRaised: boolean };

/**
 * What there is to say about an endpoint: each alert that is raised, or stays if it was.
 *
 * A breaker that a person holds open is no alert: somebody has seen to it. A receiver that says it is gone (410) is cut off until a person resumes
 * its endpoint.
 */
export function judgeEndpoint(figures: RecentFigures): Standing[] {
  const { id, name, backlog, dead, breaker, isGone, slaMs, slaBreaches } = figures;
  const about = (kind: DeliveryAlertKind, details: object = {}) => ({
    kind,
    subject: id,
    details: { endpointId: id, name, ...details },
    isRaised: true,
  });
  const standings: Standing[] = [];
  if (dead > 0) standings.push(about('DELIVERY_DEAD', { dead }));
  const isCutOff = breaker.state !== 'CLOSED' && !breaker.forced;
  if (isCutOff || isGone) standings.push(about('CIRCUIT_OPEN', { isGone }));

  const oldestAgeSeconds = Math.round(backlog.oldestAgeSeconds ?? 0);
  const isOverdue = oldestAgeSeconds * 1_000 > slaMs;
  if (isOverdue || slaBreaches > 0)
    standings.push(about('SLA_BREACH', { late: slaBreaches, oldestAgeSeconds, slaSeconds: Math.round(slaMs / 1_000) }));

  const isMany = backlog.count >= backlogCountMin;
  const isOld = oldestAgeSeconds > backlogAgeSecondsMax;
  if (isMany || isOld) {
    const details = { waiting: backlog.count, oldestAgeSeconds };
    standings.push({ ...about('DELIVERY_BACKLOG', details), isRaised: isOld || backlog.grownBy > 0 });
  }
  return [...standings, ...judgeCalls(figures)];
}

/** One alert for each way in which too many of the calls fail. */
function judgeCalls({ id, name, calls }: RecentFigures): Standing[] {
  const callCount = calls.reduce((sum, { count }) => sum + count, 0);
  if (callCount < failingCallsMin) return [];
  return errorClasses.flatMap((errorClass) => {
    const failed = calls.find((one) => one.errorClass === errorClass)?.count ?? 0;
    if (failed / callCount < failingShareOver) return [];
    return {
      kind: 'DELIVERY_FAILING' as const,
      subject: `${id}:${errorClass}`,
      details: { endpointId: id, name, errorClass, failed, calls: callCount },
      isRaised: failed / callCount >= failingShareMin,
    };
  });
}
