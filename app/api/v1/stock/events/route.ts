import { ProductStock, VariantStock } from '@/lib/catalog/model';
import { defineStream } from '@/lib/http/define-stream';
import { otherMethods } from '@/lib/http/other-methods';
import { FollowedQuery } from '@/lib/inventory/model';
import { watchStock } from '@/lib/inventory/watch-stock';

export const GET = defineStream(
  {
    name: 'followStock',
    summary: 'How much can be bought: first as it is, then as it changes',
    query: FollowedQuery,
    events: { stock: VariantStock, productStock: ProductStock },
  },
  async ({ query, stream }) => {
    const { ready, stop } = watchStock({
      ...query,
      tell: ({ event, data }) =>
        stream.send('variantId' in data ? data.variantId : data.productId, { event, id: data.asOf, data }),
    });
    stream.onEnd = stop;
    await ready;
  },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
