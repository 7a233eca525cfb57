import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { saleMade } from './events';

const secondMs = 1_000;
/** So much after the second's end, for timers may come a millisecond early. */
const graceMs = 5;

/** Routes and actions get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruWakeRollUp?: NodeJS.Timeout | undefined };

/**
 * Says, after the commit, that there is something to count. Returns at once and never fails: what a lost wake-up leaves is found by the
 * function's own schedule.
 *
 * It is sent when the second is over, and named after its end: so all processes together start one run per second, which comes after all
 * that they committed in it.
 */
export function wakeRollUp(): void {
  if (shared.maruWakeRollUp) return;
  const second = Math.floor(Date.now() / secondMs) + 1;
  shared.maruWakeRollUp = setTimeout(
    () => {
      shared.maruWakeRollUp = undefined;
      void send(second);
    },
    second * secondMs - Date.now() + graceMs,
  ).unref();
}

async function send(second: number): Promise<void> {
  try {
    await inngest.send(saleMade.create({}, { id: `sale-made-${second}` }));
  } catch (error) {
    log.warn({ err: error }, 'the roll-up was not woken; its schedule will');
  }
}
