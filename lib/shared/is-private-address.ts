import { BlockList, isIP } from 'node:net';

/** Loopback, private, link-local, multicast, documentation and every other address that is not out on the Internet. */
export function isPrivateAddress(ip: string): boolean {
  const family = isIP(ip);
  if (family === 4) return privateAddresses.check(ip, 'ipv4');
  if (family === 6) return !globalUnicast.check(ip, 'ipv6') || privateAddresses.check(ip, 'ipv6');
  return true;
}

const privateAddresses = blockList([
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  // Of the global IPv6 range: Teredo and ORCHID, documentation, 6to4 (which can carry a private IPv4 address).
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['2002::', 16],
]);

const globalUnicast = blockList([['2000::', 3]]);

function blockList(subnets: [string, number][]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, isIP(net) === 6 ? 'ipv6' : 'ipv4');
  return list;
}
