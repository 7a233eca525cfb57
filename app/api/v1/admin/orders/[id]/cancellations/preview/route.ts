import { z } from 'zod';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { CancellationPreview, CancellationPreviewInput } from '@/lib/orders/model';
import { previewCancellation } from '@/lib/orders/preview-cancellation';

export const POST = defineRoute(
  {
    name: 'previewAnyCancellation',
    summary: 'What cancelling any order, or units of it, would give back now',
    params: z.object({ id: z.uuid() }),
    body: CancellationPreviewInput,
    response: CancellationPreview,
    actor: 'admin',
  },
  ({ tx, actor, params, body, locale, now }) =>
    previewCancellation(tx, { actor, by: 'ADMIN', orderId: params.id, ...body, locale, now }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
