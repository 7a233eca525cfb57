import { isIP } from 'node:net';

/**
 * The caller's address: the entry of `X-Forwarded-For` that `trustedProxyHops` counts from the right, since each proxy adds the address
 * it was called from at the end and everything before is the caller's own claim. Null when no such entry can be believed.
 *
 * IPv4 written as IPv6 (`::ffff:10.0.0.1`) and ports are reduced to the plain address.
 */
export function clientAddress(headers: Headers, trustedProxyHops: number): string | null {
  if (trustedProxyHops === 0) return null;
  const entries = (headers.get('x-forwarded-for') ?? '').split(',').slice(-trustedProxyHops);
  return plainAddress(entries[0]?.trim() ?? '');
}

function plainAddress(entry: string): string | null {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(entry)?.[1] ?? entry;
  const address = bare.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  return isIP(address) ? address : null;
}

/**
 * What a limit per address counts: the IPv4 address, or the first half of an IPv6 address, since one household or server owns all of
 * the second half.
 */
export function networkOf(address: string): string {
  return isIP(address) === 6 ? firstGroups(address, 4) : address;
}

/** What an office, a dormitory or a provider's customers share: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. */
export function wideNetworkOf(address: string): string {
  return isIP(address) === 6 ? `${firstGroups(address, 3)}::/48` : address.replace(/\.\d+$/, '.0/24');
}

/** Of an IPv6 address, however it is shortened. */
function firstGroups(address: string, count: number): string {
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const tailGroups = tail ? tail.split(':') : [];
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - tailGroups.length) }, () => '0');
  return [...groups, ...zeros, ...tailGroups]
    .slice(0, count)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
