import { setTimeout as delay } from 'node:timers/promises';

/**
 * A function that has `work` done soon, however often it is called: at once when all is quiet, else once more when `everyMs` have passed
 * since the last time. Every call is followed by a start of `work`. `work` must not reject.
 */
export function coalesce(work: () => Promise<void>, everyMs: number): () => void {
  let isWanted = false;
  let isRunning = false;

  async function run(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      await work();
      await delay(everyMs, undefined, { ref: false });
    }
    isRunning = false;
  }

  return () => {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    void run();
  };
}
