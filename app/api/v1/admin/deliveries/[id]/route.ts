import { z } from 'zod';
import { getDelivery } from '@/lib/delivery/delivery-queries';
import { DeliveryDetail } from '@/lib/delivery/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readDelivery',
    summary: 'One delivery with its request and every attempt',
    params: z.object({ id: z.uuid() }),
    response: DeliveryDetail,
    actor: 'admin',
  },
  ({ tx, params }) => getDelivery(tx, params.id),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
