import { openCart } from '@/lib/cart/open-cart';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { guestTokenOf } from '@/lib/http/cart-cookie';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { checkCredentials } from '@/lib/identity/check-credentials';
import { clientAddress } from '@/lib/identity/client-address';
import { issueToken } from '@/lib/identity/issue-token';
import { Credentials, IssuedToken } from '@/lib/identity/model';
import { ok } from '@/lib/shared/result';

export const POST = defineRoute(
  {
    name: 'issueToken',
    summary: 'Sign in over the API: a bearer token for 30 days',
    body: Credentials,
    response: IssuedToken,
    status: 201,
    actor: 'public',
    prepare: ({ body, request }) =>
      checkCredentials(db(), { ...body, address: clientAddress(request.headers, env().TRUSTED_PROXY_HOPS) }),
  },
  async ({ tx, now, request, prepared: user }) => {
    // What was put in the cart before signing in joins what was there.
    const guestToken = guestTokenOf(request);
    if (guestToken !== null) await openCart(tx, { userId: user.id, guestToken }, now);
    const issued = await issueToken(tx, { userId: user.id, now });
    return ok({ token: issued.value.token, expiresAt: issued.value.expiresAt.toISOString(), user });
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
