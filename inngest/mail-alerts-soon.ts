import { listen } from '@/lib/db/listen';
import { coalesce } from '@/lib/shared/coalesce';
import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { alertRaised } from './events';

/** Several alerts within this time are told of in one mail. */
const everyMs = 1_000;

/** Has admins told by mail as soon as an alert is raised, in whichever process; what is not heard of waits for the schedule. */
export function mailAlertsSoon(): void {
  listen('maru_alerts', { heard: coalesce(send, everyMs), missed: () => undefined });
}

async function send(): Promise<void> {
  try {
    // All processes hear of an alert; the id makes one run of what they say within a second.
    await inngest.send(alertRaised.create({}, { id: `alert-raised-${Math.floor(Date.now() / everyMs)}` }));
  } catch (error) {
    log.warn({ err: error }, 'mails about alerts were not woken; their schedule will');
  }
}
