import type { Feature } from '../feature';

export const idempotency: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction(
      { id: 'once-per-order', idempotency: 'event.data.order', triggers: [{ event: named('order') }] },
      async ({ event }) => {
        await trace(event.data.tag, event.data.order);
      },
    ),
  ],

  scenarios: {
    async 'starts one run per value, whatever else the events hold'({ expect, send, sendAll, traceOf }) {
      const order = (order: string, size: number) => ({ name: 'order', data: { tag: 'orders', order, size } });
      await sendAll([order('A', 1), order('A', 2)]);
      await traceOf('orders').first('A');
      await sendAll([order('A', 3), order('B', 1)]);
      await traceOf('orders').first('B');
      const last = await send('order', { tag: 'orders', order: 'C' });
      await last.ended();
      expect(traceOf('orders').what()).toEqual(['A', 'B', 'C']);
    },
  },
};
