import type { AuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { sessionSeconds, usesSecureCookies } from './auth-session';
import { checkCredentials } from './check-credentials';
import { clientAddress } from './client-address';
import { Credentials as CredentialsShape } from './model';

/** next-auth's settings. A function, because the build loads this module without an environment. */
export function authOptions(): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    // Only the user's id is in the session; role and tier are read from the database each time.
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    useSecureCookies: usesSecureCookies(),
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials, { headers }) => authorize(credentials, new Headers(headers)),
      }),
    ],
  };
}

async function authorize(credentials: Record<string, unknown> | undefined, headers: Headers) {
  const shape = CredentialsShape.safeParse(credentials);
  if (!shape.success) return null;
  const address = clientAddress(headers, env().TRUSTED_PROXY_HOPS);
  const user = await checkCredentials(db(), { ...shape.data, address });
  if (user.ok) return { id: user.value.id, email: user.value.email, name: user.value.name };
  if (user.error.code === 'identity.badCredentials') return null;
  // next-auth hands the message on as `?error=`, which the sign-in page translates.
  throw new Error(user.error.code);
}
