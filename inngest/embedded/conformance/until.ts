import { setTimeout as delay } from 'node:timers/promises';

const pauseMsMax = 1000;
const patienceMs = 120_000;

/** Waits until `find` finds something, asking ever more seldom. Long, since a machine may be slow and a first retry comes after 45 s. */
export async function until<T>(find: () => Promise<T | undefined> | T | undefined, what: () => string): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (let pauseMs = 20; ; pauseMs = Math.min(pauseMsMax, pauseMs * 1.3)) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${what()}.`);
    await delay(pauseMs);
  }
}
