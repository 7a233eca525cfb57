import { wakeAutomaticCoupons } from '@/inngest/wake-automatic-coupons';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { hashPassword } from '@/lib/identity/hash-password';
import { Me, SignUp } from '@/lib/identity/model';
import { signUpUser } from '@/lib/identity/sign-up-user';
import { ok } from '@/lib/shared/result';

export const POST = defineRoute(
  {
    name: 'signUpUser',
    summary: 'Make an account',
    body: SignUp,
    response: Me,
    status: 201,
    actor: 'public',
    afterCommit: wakeAutomaticCoupons,
    prepare: async ({ body }) => ok(await hashPassword(body.password)),
  },
  ({ tx, body, prepared: passwordHash }) => signUpUser(tx, { ...body, passwordHash }),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
