import { z } from 'zod';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { endExpectedStock } from '@/lib/inventory/end-expected-stock';

export const DELETE = defineRoute(
  {
    name: 'endExpectedStock',
    summary: 'Wait no longer for what has not come of an order at a supplier',
    params: z.object({ id: z.uuid() }),
    actor: 'admin',
  },
  ({ tx, actor, params, now }) => endExpectedStock(tx, { actor, expectedId: params.id, now }),
);

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
