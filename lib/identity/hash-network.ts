import { createHmac } from 'node:crypto';
import { wideNetworkOf } from './client-address';

/**
 * The network of a caller as it is kept: under the house's secret, so that it can be compared and not read. Null for an unknown address.
 */
export function hashNetwork({ address, secret }: { address: string | null; secret: string }): Buffer | null {
  if (address === null) return null;
  return createHmac('sha256', secret)
    .update(`NETWORK ${wideNetworkOf(address)}`)
    .digest();
}
