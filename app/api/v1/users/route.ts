import { wakeAutomaticCoupons } from '@/inngest/wake-automatic-coupons';
import { env } from '@/lib/env';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { clientAddress } from '@/lib/identity/client-address';
import { hashNetwork } from '@/lib/identity/hash-network';
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
  ({ tx, body, request, prepared: passwordHash }) => {
    const address = clientAddress(request.headers, env().TRUSTED_PROXY_HOPS);
    return signUpUser(tx, { ...body, passwordHash, network: hashNetwork({ address, secret: env().NEXTAUTH_SECRET }) });
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
