import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from './output.mjs';
import { inRoot } from './paths.mjs';
import { readRunning } from './running.mjs';
import { testEnv } from './suites.mjs';

/** A shop needs longer than other programs to end: it ends its own parts first. */
const SHOP_STOP_WAIT_MS = 11_000;
const POLL_MS = 100;

/**
 * A whole shop as `npm start` has it, in a data folder and on ports of its own, with nothing that is configured for the shop on this machine.
 *
 * @param {{ family: import('./database.mjs').Family, dataDir: string, deadline: number }} options
 */
export async function openShop({ family, dataDir, deadline }) {
  const command = [process.execPath, inRoot('scripts/start.mjs'), '--no-env-files'];
  const env = { ...testEnv, MARU_DATA_DIR: dataDir, PORT: '0' };
  const { end, stop } = family.begin('shop', command, { env, stopWaitMs: SHOP_STOP_WAIT_MS });
  let hasEnded = false;
  end.then(() => {
    hasEnded = true;
  });
  for (;;) {
    const { ready, localUrl, receiverUrl, databaseUrl } = readRunning(dataDir) ?? {};
    if (ready)
      return { stop, localUrl: String(localUrl), receiverUrl: String(receiverUrl), databaseUrl: String(databaseUrl) };
    if (hasEnded) throw new StartError(`The shop did not start. ${family.tail('shop', 60)}`);
    if (Date.now() > deadline) {
      await stop();
      throw new StartError(`The shop was not ready in time. ${family.tail('shop', 60)}`);
    }
    await delay(POLL_MS);
  }
}
