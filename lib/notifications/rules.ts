import type { MessageState, SendOutcome } from './model';

/** 30 s, 2 min, 10 min, 30 min, 1 h; the last repeats. */
const backoffSeconds = [30, 120, 600, 1_800, 3_600];
/** With these pauses a mail server may be away for a day. */
export const attemptCountMax = 28;

type Next = { state: MessageState; error: string | null; delaySeconds: number };

/** What becomes of a message after its try number `attempts`; `delaySeconds` until the next when it waits for one. */
export function decideNext(outcome: SendOutcome, { attempts }: { attempts: number }): Next {
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

/** As the SMTP client reports it: the command that failed, and the server's answer when it was one. */
export type SendFailure = { message: string; code?: string; command?: string; responseCode?: number };

const errorLengthMax = 500;
/** Their answers are about this one mail; those before are about the server, and whether it wants us. */
const mailCommands = ['MAIL FROM', 'RCPT TO', 'DATA'];

/**
 * What a failure says about the mail. The server's own answer is certain: a 4xx may be tried again, a 5xx is for good. Without one, a mail
 * that the server had asked for (`handedOver`) may have arrived or not, and one that it had not asked for has not.
 */
export function outcomeOfFailure(failure: SendFailure, { handedOver }: { handedOver: boolean }): SendOutcome {
  const { command = '', responseCode = 0 } = failure;
  const error = failure.message.replaceAll(/\s+/g, ' ').slice(0, errorLengthMax);
  const isAboutMail = mailCommands.includes(command);
  if (isAboutMail && responseCode >= 500) return { type: 'refused', error };
  if (isAboutMail && responseCode >= 400) return { type: 'postponed', error, unreachable: false };
  if (handedOver) return { type: 'unknown', error };
  // Refused by the client itself, before it said a word: an address that is none, or a mail above the server's limit.
  if (failure.code === 'EENVELOPE' || failure.code === 'EMESSAGE') return { type: 'refused', error };
  return { type: 'postponed', error, unreachable: true };
}
