import { z } from 'zod';
import { DeliveryJobView } from '@/lib/delivery/job-model';
import { getDeliveryJob } from '@/lib/delivery/job-queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readDeliveryJob',
    summary: 'One replay or resync, and how far it is',
    params: z.object({ id: z.uuid() }),
    response: DeliveryJobView,
    actor: 'admin',
  },
  ({ tx, params }) => getDeliveryJob(tx, params.id),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
