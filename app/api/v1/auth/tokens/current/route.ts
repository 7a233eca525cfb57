import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { bearerTokenOf } from '@/lib/identity/bearer-token';
import { revokeToken } from '@/lib/identity/revoke-token';

export const DELETE = defineRoute(
  { name: 'revokeToken', summary: 'Sign out over the API: end the bearer token of this request', actor: 'customer' },
  ({ tx, request, now }) => revokeToken(tx, { token: bearerTokenOf(request.headers) ?? '', now }),
);

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
