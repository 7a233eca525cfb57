import { listen } from '@/lib/db/listen';
import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { cartFilled } from './events';

/** What all processes hear at once falls into one of these. */
const momentMs = 10_000;

/**
 * From now on hears, from whichever process, which carts began to be used, and starts the runs that wait for their end. Once per process.
 *
 * Never fails: carts whose run was not started are found by the sweep.
 */
export function wakeCarts(): void {
  listen('maru_carts', { heard: (cartIds) => void sendFilled(cartIds), missed: () => undefined });
}

/** The id makes one event of what all processes send. A second run, where two of them fell into two moments, finds the same and does nothing more. */
async function sendFilled(cartIds: string[]): Promise<void> {
  const moment = Math.floor(Date.now() / momentMs);
  try {
    await inngest.send(
      cartIds.map((cartId) => cartFilled.create({ cartId }, { id: `cart-filled:${cartId}:${moment}` })),
    );
  } catch (error) {
    log.warn({ err: error }, 'nothing waits for the end of some carts; the sweep will end them');
  }
}
