import { listen } from '@/lib/db/listen';
import { wakeMail } from './wake-mail';

/** Has admins told by mail as soon as an alert is raised, in whichever process; what is not heard of waits for the schedule. */
export function mailAlertsSoon(): void {
  listen('maru_alerts', { heard: wakeMail, missed: () => undefined });
}
