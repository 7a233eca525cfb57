import { wakeAutomaticCoupons } from '@/inngest/wake-automatic-coupons';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { changeUser } from '@/lib/identity/change-user';
import { AdminUser, UserChange, UserParams } from '@/lib/identity/model';
import { readUser } from '@/lib/identity/queries';

export const GET = defineRoute(
  { name: 'readUser', summary: 'One account', params: UserParams, response: AdminUser, actor: 'admin' },
  ({ tx, params }) => readUser(tx, params.id),
);

export const PATCH = defineRoute(
  {
    name: 'changeUser',
    summary: 'Sets an account’s tier (null gives it back to the nightly recalculation), its role, or blocks it',
    params: UserParams,
    body: UserChange,
    response: AdminUser,
    actor: 'admin',
    afterCommit: wakeAutomaticCoupons,
  },
  async ({ tx, actor, params, body, now }) => {
    const changed = await changeUser(tx, { actor, userId: params.id, now, ...body });
    return changed.ok ? readUser(tx, params.id) : changed;
  },
);

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
