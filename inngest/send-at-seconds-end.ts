import { log } from '@/lib/shared/log';
import { inngest } from './client';
import type { occasionCame, saleMade } from './events';

const secondMs = 1_000;
/** So much after the second's end, for timers may come a millisecond early. */
const graceMs = 5;

/** Routes and actions get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruSecondsEnds?: Map<string, number> };

/**
 * Sends an event when the present second is over, named after its end: so all processes together start one run per second, which comes after all
 * that they committed in it. Sent at once, it would be the second's only one, and whatever came after it would wait for the schedule.
 *
 * Returns at once and never fails: what a lost event leaves is found by the function's own schedule.
 */
export function sendAtSecondsEnd(type: typeof saleMade | typeof occasionCame): void {
  shared.maruSecondsEnds ??= new Map();
  const end = Math.floor(Date.now() / secondMs) + 1;
  // A timer that is late must not take what came after its second along: others may have sent that second's event by now.
  if (shared.maruSecondsEnds.get(type.name) === end) return;
  shared.maruSecondsEnds.set(type.name, end);
  setTimeout(() => void send(type, end), end * secondMs - Date.now() + graceMs).unref();
}

async function send(type: typeof saleMade | typeof occasionCame, end: number): Promise<void> {
  try {
    await inngest.send(type.create({}, { id: `${type.name}:${end}` }));
  } catch (error) {
    log.warn({ err: error, event: type.name }, 'a function was not woken; its schedule will');
  }
}
