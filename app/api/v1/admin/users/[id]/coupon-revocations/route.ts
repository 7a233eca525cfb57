import { wakeRevocations } from '@/inngest/wake-coupon-batches';
import { RevocationPage, RevocationView, UserRevocationInput } from '@/lib/coupons/admin-model';
import { listUserRevocations, readRevocation } from '@/lib/coupons/revocation-queries';
import { startRevocation } from '@/lib/coupons/start-revocation';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { UserParams } from '@/lib/identity/model';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listUserRevocations',
    summary: 'Revocations of a person’s coupons, newest first, and how far they are',
    params: UserParams,
    query: PageQuery,
    response: RevocationPage,
    actor: 'admin',
  },
  ({ tx, params, query }) => listUserRevocations(tx, { userId: params.id, ...query }),
);

export const POST = defineRoute(
  {
    name: 'revokeUserCoupons',
    summary: 'Begins to take away all of a person’s coupons that were not used, or those of one campaign',
    params: UserParams,
    body: UserRevocationInput,
    response: RevocationView,
    status: 202,
    actor: 'admin',
    afterCommit: ({ id }) => wakeRevocations(id),
  },
  async ({ tx, actor, params, body: { reason, campaignId }, now }) => {
    const started = await startRevocation(tx, { actor, of: { userId: params.id, campaignId }, reason, now });
    return started.ok ? readRevocation(tx, started.value.id) : started;
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
