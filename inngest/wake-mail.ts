import { coalesce } from '@/lib/shared/coalesce';
import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { mailDue } from './events';

/** A process wakes the sending of mails at most this often. */
const everyMs = 1_000;

/** Routes and actions get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruWakeMail?: () => void };

/**
 * Says, after the commit, that a mail was queued. Returns at once and never fails: what a lost wake-up leaves is found by the function's
 * own schedule.
 */
export function wakeMail(): void {
  shared.maruWakeMail ??= coalesce(send, everyMs);
  shared.maruWakeMail();
}

async function send(): Promise<void> {
  try {
    await inngest.send(mailDue.create({}));
  } catch (error) {
    log.warn({ err: error }, 'the sending of mails was not woken; its schedule will');
  }
}
