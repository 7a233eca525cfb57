import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { changeProfile } from '@/lib/identity/change-profile';
import { Me, ProfileChange } from '@/lib/identity/model';
import { findActiveUser } from '@/lib/identity/queries';
import { err, ok } from '@/lib/shared/result';

export const GET = defineRoute(
  { name: 'readMe', summary: 'Who I am, with my role and tier', response: Me, actor: 'customer' },
  async ({ tx, actor }) => {
    const user = await findActiveUser(tx, actor.userId);
    return user ? ok(user) : err({ code: 'http.unauthenticated' });
  },
);

export const PATCH = defineRoute(
  {
    name: 'changeMe',
    summary: 'Change my name or phone, or whether I am reminded of my cart',
    body: ProfileChange,
    response: Me,
    actor: 'customer',
  },
  ({ tx, actor, body, locale }) => changeProfile(tx, { actor, ...body, locale }),
);

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
