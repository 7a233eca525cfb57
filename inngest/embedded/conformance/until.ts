import { setTimeout as delay } from 'node:timers/promises';

const patienceMs = 120_000;

/**
 * Waits until `find` finds something, asking ever more seldom, from `pauseMs` to five times that. Has much patience, for a machine may be
 * busy, and a first retry comes after 45 s.
 */
export async function until<T>(
  find: () => Promise<T | undefined> | T | undefined,
  { what, pauseMs }: { what: () => string; pauseMs: number },
): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (let waitMs = pauseMs; ; waitMs = Math.min(5 * pauseMs, waitMs * 1.5)) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${what()}.`);
    await delay(waitMs);
  }
}
