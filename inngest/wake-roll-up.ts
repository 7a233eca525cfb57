import { saleMade } from './events';
import { sendAtSecondsEnd } from './send-at-seconds-end';

/** Says, after the commit, that there is something to count. */
export function wakeRollUp(): void {
  sendAtSecondsEnd(saleMade);
}
