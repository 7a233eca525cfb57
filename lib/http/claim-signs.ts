import type { Signs } from '@/lib/coupons/find-identities';
import { env } from '@/lib/env';
import { clientAddress } from '@/lib/identity/client-address';
import { deviceOf } from './device-cookie';

/** What a claim tells of who sends it. */
export function claimSigns(request: Request): Signs {
  return {
    device: deviceOf(request),
    address: clientAddress(request.headers, env().TRUSTED_PROXY_HOPS),
    secret: env().NEXTAUTH_SECRET,
  };
}
