import type { AlertKey, DeliveryAlertKind } from '@/lib/alerts/model';
import { errorClasses } from './model';
import { type RecentFigures, recentMs } from './read-recent';

/** The oldest that waits is older than this: it piles up, however few there are. */
export const backlogAgeSecondsMax = 600;
/** With at least so many waiting, it piles up when more comes than goes. What piles up does so until there are fewer. */
export const backlogCountMin = 1_000;
/** This share of an endpoint's calls of late failed in one way, of at least so many calls. */
export const failingShareMin = 0.2;
export const failingCallsMin = 10;
/** It goes on failing until the share is below this, so that a share about the limit is one alert. */
export const failingShareOver = 0.1;

/**
 * An alert that stands, and whether it is reason enough to raise it, or only for one that was raised to stay; with no `details` where there is
 * nothing new to say.
 */
export type Standing = AlertKey & { details: Record<string, unknown> | null; isRaised: boolean };

/**
 * What there is to say about an endpoint: each alert that is raised, or stays if it was.
 *
 * A breaker that a person holds open is no alert: somebody has seen to it. A receiver that says it is gone (410) is cut off until a person resumes
 * its endpoint.
 */
export function judgeEndpoint(figures: RecentFigures, now: Date): Standing[] {
  const { id, name, backlog, dead, breaker, isGone, slaMs, slaBreaches } = figures;
  const about = (kind: DeliveryAlertKind, details: object = {}) => ({
    kind,
    subject: id,
    details: { endpointId: id, name, ...details },
    isRaised: true,
  });
  const standings: Standing[] = [];
  if (dead > 0) standings.push(about('DELIVERY_DEAD', { dead }));
  const isUnproven = isBreakerUnproven(breaker, now);
  const isCutOff = isGone || (isUnproven && breaker.state !== 'CLOSED');
  if (isCutOff || isUnproven) standings.push({ ...about('CIRCUIT_OPEN', { isGone }), isRaised: isCutOff });

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
  return [...standings, ...judgeCalls(figures, isUnproven)];
}

/**
 * Whether a breaker is open, or has closed too lately for that to be believed: a receiver may answer a probe and fail under load, and open it anew.
 *
 * By time, not by the share of its rate that an endpoint has back: with traffic it has all of it before the breaker has judged it by a minute of that,
 * and without any it never has.
 */
function isBreakerUnproven({ state, forced, since }: RecentFigures['breaker'], now: Date): boolean {
  if (state !== 'CLOSED') return !forced;
  return now.getTime() - new Date(since).getTime() < recentMs;
}

/**
 * One alert for each way in which too many of the calls fail. Too few calls tell nothing; where it was the breaker that let no more through, what
 * was raised stays.
 */
function judgeCalls({ id, name, calls }: RecentFigures, isHeldBack: boolean): Standing[] {
  const callCount = calls.reduce((sum, { count }) => sum + count, 0);
  if (callCount < failingCallsMin) {
    const kept = { kind: 'DELIVERY_FAILING' as const, details: null, isRaised: false };
    return isHeldBack ? errorClasses.map((errorClass) => ({ ...kept, subject: `${id}:${errorClass}` })) : [];
  }
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
