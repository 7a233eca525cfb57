import { createHmac } from 'node:crypto';
import { isPrivateAddress } from '@/lib/shared/is-private-address';
import { wideNetworkOf } from './client-address';

/**
 * The network of a caller as it is kept: under the house's secret, so that it can be compared and not read. Null for an unknown address, and for
 * a private one: behind a proxy that is not counted everybody comes from the same.
 */
export function hashNetwork({ address, secret }: { address: string | null; secret: string }): Buffer | null {
  if (address === null || isPrivateAddress(address)) return null;
  return createHmac('sha256', secret)
    .update(`NETWORK ${wideNetworkOf(address)}`)
    .digest();
}
