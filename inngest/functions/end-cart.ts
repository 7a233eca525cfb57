import { inngest } from '@/inngest/client';
import { cartFilled } from '@/inngest/events';
import { tendCart } from '@/inngest/tend-cart';

/** A run that waited so often is followed by another, since engines bound the steps of one. */
const turnsMax = 50;

/**
 * Waits for a cart's end: reminds of it and ends it in time, however often the end is moved until then.
 *
 * A change of the cart does not replace the run, as `cancelOn` could have it: that would cost an event, an ended run and a new one per change, in a
 * busy shop more than the change itself. Instead a run waits for the end that it knows of, looks under the cart's lock, and waits again for what it
 * finds. There is one per cart: the change that finds none waiting (`watched_since`) sends the event.
 */
export const endCartFunction = inngest.createFunction(
  { id: 'end-cart', triggers: [cartFilled] },
  async ({ event, step }) => {
    const { cartId } = event.data;
    let lookAgainAt = await step.run('look', () => tendCart(cartId));
    for (let turn = 1; turn <= turnsMax && lookAgainAt !== null; turn++) {
      await step.sleepUntil(`wait ${turn}`, lookAgainAt);
      lookAgainAt = await step.run(`look ${turn}`, () => tendCart(cartId));
    }
    if (lookAgainAt !== null) await step.sendEvent('go on', cartFilled.create({ cartId }));
  },
);
