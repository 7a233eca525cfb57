import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { BulkTransition, BulkTransitionInput } from '@/lib/orders/model';
import { previewTransitions } from '@/lib/orders/preview-transitions';
import { ok } from '@/lib/shared/result';

export const POST = defineRoute(
  {
    name: 'previewOrderTransitions',
    summary: 'Says which of many orders could be moved along now, without moving any',
    body: BulkTransitionInput,
    response: BulkTransition,
    actor: 'admin',
    transaction: false,
  },
  async ({ tx, body }) => ok({ results: await previewTransitions(tx, body) }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
