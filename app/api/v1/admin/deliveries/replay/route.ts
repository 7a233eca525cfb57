import { wakeDeliveryJobs } from '@/inngest/wake-delivery-jobs';
import { DeliveryJobAnswer, ReplayInput } from '@/lib/delivery/job-model';
import { replayDeliveries } from '@/lib/delivery/replay-deliveries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'replayDeliveries',
    summary: 'Count the dead deliveries that a filter finds (a dry run, 200), or begin to send them anew (202)',
    body: ReplayInput,
    response: DeliveryJobAnswer,
    status: 202,
    otherStatuses: { statuses: [200], of: ({ dryRun }) => (dryRun ? 200 : 202) },
    actor: 'admin',
    idempotent: true,
    afterCommit: ({ job }) => {
      if (job) wakeDeliveryJobs(job.id);
    },
  },
  ({ tx, actor, body }) => replayDeliveries(tx, { actor, ...body }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
