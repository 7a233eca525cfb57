import type { BreakerCause, BreakerState } from './breaker-model';
import type { Answer } from './rules';

/** It opens when so many calls of the last while were made, and this share of them failed. */
export const judgedCallsMin = 10;
export const failedShareMax = 0.5;
export const judgedSeconds = 60;
/** Calls are counted in parts of this length. */
export const slotSeconds = 5;

/** How long it stays open before it is probed: doubled by each probe that fails. */
export const openMsMin = 30_000;
export const openMsMax = 600_000;

/** What an endpoint that is back gets of its rate and concurrency at first. */
export const rampShare = 0.1;
/** What each second in which a call succeeds adds to its share, after an outage as after a 429. */
export const shareStep = 0.05;
export const shareMin = 1 / 64;
/** A share changes at most once in this time, so that one burst of 429s counts once. */
export const shareEveryMs = 1_000;

/** The endpoint's state, and of its settings what bounds its calls, as the decision needs them; ages by the database's clock. */
export type Gate = {
  breaker: BreakerState;
  openCount: number;
  rateShare: number;
  shareAgeMs: number;
  concurrency: number;
  ratePerSecond: number;
  timeoutMs: number;
};

/** How a call ended, a batch being one. */
export type CallEnd = {
  /** It says something about the endpoint: any failure but a 4xx, which is the delivery's own fault; 429 is the endpoint's. */
  isFailure: boolean;
  /** No answer came in time. */
  hangs: boolean;
  isRateLimited: boolean;
  isProbe: boolean;
  retryAfterMs: number | null;
};

/** Calls of the last `judgedSeconds`, these among them. */
export type CallCounts = { callCount: number; failedCount: number };

export type GateChange = {
  breaker: { to: BreakerState; cause: BreakerCause; openCount: number; openMs: number | null } | null;
  rateShare: number | null;
};

export function callEnd(answer: Pick<Answer, 'errorClass' | 'retryAfterMs'>, isProbe: boolean): CallEnd {
  return {
    isFailure: answer.errorClass !== null && answer.errorClass !== 'HTTP_4XX',
    hangs: answer.errorClass === 'TIMEOUT',
    isRateLimited: answer.errorClass === 'RATE_LIMITED',
    isProbe,
    retryAfterMs: answer.retryAfterMs,
  };
}

/** What becomes of an endpoint's gate after calls that ended; null when it stays as it is, which is the usual case. */
export function decideGate(gate: Gate, ends: readonly CallEnd[], counts: CallCounts): GateChange | null {
  const breaker = decideBreaker(gate, ends, counts);
  const rateShare = breaker?.to === 'CLOSED' ? rampShare : decideShare(gate, ends);
  return breaker === null && rateShare === null ? null : { breaker, rateShare };
}

function decideBreaker(gate: Gate, ends: readonly CallEnd[], counts: CallCounts): GateChange['breaker'] {
  const { breaker, openCount } = gate;
  if (breaker === 'HALF_OPEN') {
    const probe = ends.find(({ isProbe }) => isProbe);
    if (!probe) return null;
    if (probe.isFailure) return opened('PROBE_FAILED', openCount);
    return { to: 'CLOSED', cause: 'PROBE_SUCCEEDED', openCount: 0, openMs: null };
  }
  // Only a failure opens it: what went well can't be why.
  const mayOpen = breaker === 'CLOSED' && ends.some(({ isFailure }) => isFailure);
  return mayOpen && isBroken(gate, ends, counts) ? opened('FAILURES', 0) : null;
}

function isBroken(gate: Gate, ends: readonly CallEnd[], { callCount, failedCount }: CallCounts): boolean {
  if (callCount >= judgedCallsMin) return failedCount >= callCount * failedShareMax;
  return ends.some(({ hangs }) => hangs) && callCount >= hangingCalls(gate) && failedCount === callCount;
}

/**
 * How many calls are made while they are judged when none is answered. That may be less than `judgedCallsMin`: of an endpoint with little
 * concurrency and a long timeout, or one that has just come back; then these have all to fail, and the last to hang.
 */
function hangingCalls({ concurrency, ratePerSecond, timeoutMs, rateShare }: Gate): number {
  const perSecond = Math.min((Math.ceil(concurrency * rateShare) * 1_000) / timeoutMs, ratePerSecond * rateShare);
  return Math.max(1, Math.floor(perSecond * judgedSeconds));
}

function opened(cause: BreakerCause, openCount: number): GateChange['breaker'] {
  return { to: 'OPEN', cause, openCount: openCount + 1, openMs: openMs(openCount) };
}

/** `openCount` is how often it has opened in a row before. */
export function openMs(openCount: number): number {
  return Math.min(openMsMax, openMsMin * 2 ** Math.min(openCount, 10));
}

function decideShare({ rateShare, shareAgeMs }: Gate, ends: readonly CallEnd[]): number | null {
  if (shareAgeMs < shareEveryMs) return null;
  if (ends.some(({ isRateLimited }) => isRateLimited)) return changed(rateShare, Math.max(shareMin, rateShare / 2));
  if (ends.some(({ isFailure }) => !isFailure)) return changed(rateShare, Math.min(1, rateShare + shareStep));
  return null;
}

function changed(from: number, to: number): number | null {
  return from === to ? null : to;
}
