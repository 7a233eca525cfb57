import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { bearerTokenOf } from '@/lib/identity/bearer-token';
import { revokeToken } from '@/lib/identity/revoke-token';
import { err } from '@/lib/shared/result';

export const DELETE = defineRoute(
  { name: 'revokeToken', summary: 'Sign out over the API: end the bearer token of this request', actor: 'customer' },
  ({ tx, request, now }) => {
    const token = bearerTokenOf(request.headers);
    // A browser's cookie is no token: it ends with the sign-out of the page.
    return token === null ? err({ code: 'http.unauthenticated' }) : revokeToken(tx, { token, now });
  },
);

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
