import type { MessageState, SendOutcome } from './model';

/** 30 s, 2 min, 10 min, 30 min, 1 h; the last repeats. */
const backoffSeconds = [30, 120, 600, 1_800, 3_600];
/** With these pauses a mail server may be away for a day. */
export const attemptCountMax = 28;

/** What becomes of a message after a try; `delaySeconds` until the next when it waits for one. */
export function decideNext(
  outcome: SendOutcome,
  { attempts }: { attempts: number },
): { state: MessageState; error: string | null; delaySeconds: number } {
  switch (outcome.type) {
    case 'sent':
    case 'captured':
      return { state: 'SENT', error: null, delaySeconds: 0 };
    case 'unknown':
      return { state: 'UNKNOWN', error: outcome.error, delaySeconds: 0 };
    case 'refused':
      return { state: 'FAILED', error: outcome.error, delaySeconds: 0 };
    case 'postponed': {
      if (attempts >= attemptCountMax) return { state: 'FAILED', error: outcome.error, delaySeconds: 0 };
      const delaySeconds = backoffSeconds[Math.min(attempts, backoffSeconds.length) - 1] ?? 0;
      return { state: 'WAITING', error: outcome.error, delaySeconds };
    }
  }
}
