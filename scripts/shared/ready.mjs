import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from './output.mjs';

const POLL_MS = 100;
const ANSWER_WAIT_MS = 20_000;
const DEATHS_MAX = 3;

/**
 * Waits until `url` answers 200. Gives up when the part behind it keeps dying, or after `waitMs`.
 *
 * @param {{ url: string, part: string, family: ReturnType<typeof import('./family.mjs').processFamily>, waitMs: number, signal: AbortSignal }} options
 */
export async function untilReady({ url, part, family, waitMs, signal }) {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const answer = await ask(url, signal);
    if (answer === '200') return;
    if (signal.aborted) throw new StartError('It was told to stop.');
    if (family.deathsOf(part) >= DEATHS_MAX) throw new StartError(`${part} keeps ending. ${family.tail(part)}`);
    if (Date.now() > deadline)
      throw new StartError(`${part} did not become ready; ${url} says: ${answer}. ${family.tail(part)}`);
    await delay(POLL_MS);
  }
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 */
async function ask(url, signal) {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WAIT_MS)]) });
    const text = await response.text();
    return response.status === 200 ? '200' : `${response.status} ${text.slice(0, 300)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
