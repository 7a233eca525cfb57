import { DeliveryJobPage } from '@/lib/delivery/job-model';
import { listDeliveryJobs } from '@/lib/delivery/job-queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listDeliveryJobs',
    summary: 'Replays and resyncs, newest first, and how far they are',
    query: PageQuery,
    response: DeliveryJobPage,
    actor: 'admin',
  },
  ({ tx, query }) => listDeliveryJobs(tx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
