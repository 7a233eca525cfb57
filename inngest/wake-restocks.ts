import { db } from '@/lib/db/client';
import { listen } from '@/lib/db/listen';
import { findRestocks } from '@/lib/notifications/restock/queries';
import { now } from '@/lib/shared/clock';
import { coalesce } from '@/lib/shared/coalesce';
import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { stockReturned } from './events';

/** A process looks at most this often what came back. */
const everyMs = 250;

/**
 * From now on hears, from whichever process, whose stock changed, and starts the telling of those who wait: whatever frees units
 * announces it after its commit (lib/inventory/announce-stock), so nothing that does has to think of them. Once per process.
 *
 * Never fails: what a lost announcement leaves is found by the sweep.
 */
export function wakeRestocks(): void {
  let changed = new Set<string>();
  const wake = coalesce(async () => {
    const among = [...changed];
    changed = new Set();
    try {
      await sendRestocks(await findRestocks(db(), { among, now: now() }));
    } catch (error) {
      log.warn({ err: error }, 'restocks were not woken; the sweep will find them');
    }
  }, everyMs);
  listen('maru_stock', {
    heard: (variantIds) => {
      for (const id of variantIds) changed.add(id);
      wake();
    },
    missed: () => undefined,
  });
}

/** The id makes one event of what all processes hear at once. A process sends its next one later than that. */
async function sendRestocks(restocks: { variantId: string }[]): Promise<void> {
  if (restocks.length === 0) return;
  const moment = Math.floor(Date.now() / everyMs);
  await inngest.send(
    restocks.map(({ variantId }) =>
      stockReturned.create({ variantId }, { id: `stock-returned:${variantId}:${moment}` }),
    ),
  );
}
