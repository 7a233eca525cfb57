import { z } from 'zod';
import { wakeDeliveryJobs } from '@/inngest/wake-delivery-jobs';
import { DeliveryJobAnswer, ResyncInput } from '@/lib/delivery/job-model';
import { resyncEndpoint } from '@/lib/delivery/resync-endpoint';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'resyncDeliveryEndpoint',
    summary:
      'Count the orders changed since a moment (a dry run, 200), or begin to send each to the endpoint as it is now (202)',
    params: z.object({ id: z.uuid() }),
    body: ResyncInput,
    response: DeliveryJobAnswer,
    status: 202,
    otherStatuses: { statuses: [200], of: ({ dryRun }) => (dryRun ? 200 : 202) },
    actor: 'admin',
    idempotent: true,
    afterCommit: ({ job }) => {
      if (job) wakeDeliveryJobs(job.id);
    },
  },
  ({ tx, actor, params, body }) => resyncEndpoint(tx, { actor, endpointId: params.id, ...body }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
