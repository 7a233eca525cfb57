import { DeliveryJobPage, DeliveryJobQuery } from '@/lib/delivery/job-model';
import { listDeliveryJobs } from '@/lib/delivery/job-queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'listDeliveryJobs',
    summary: 'Replays and resyncs, or the resyncs of one endpoint, newest first, and how far they are',
    query: DeliveryJobQuery,
    response: DeliveryJobPage,
    actor: 'admin',
  },
  ({ tx, query }) => listDeliveryJobs(tx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
