import { groupDeadDeliveries } from '@/lib/delivery/group-dead-deliveries';
import { DeadGroupQuery, DeadGroups } from '@/lib/delivery/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';

export const GET = defineRoute(
  {
    name: 'groupDeadDeliveries',
    summary: 'Dead deliveries by why they failed, the largest groups first',
    query: DeadGroupQuery,
    response: DeadGroups,
    actor: 'admin',
  },
  async ({ tx, query }) => ok(await groupDeadDeliveries(tx, query)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
