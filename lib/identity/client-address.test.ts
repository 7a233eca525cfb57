import { describe, expect, it } from 'vitest';
import { clientAddress, networkOf, wideNetworkOf } from './client-address';
import { hashNetwork } from './hash-network';

describe('clientAddress', () => {
  it.each<[string | null, number, string | null]>([
    ['203.0.113.7', 1, '203.0.113.7'],
    // What stands further left is the caller's own claim.
    ['1.2.3.4, 203.0.113.7', 1, '203.0.113.7'],
    ['1.2.3.4, 203.0.113.7, 10.0.0.1', 2, '203.0.113.7'],
    ['203.0.113.7', 2, '203.0.113.7'],
    ['203.0.113.7', 0, null],
    ['::ffff:127.0.0.1', 1, '127.0.0.1'],
    ['203.0.113.7:51234', 1, '203.0.113.7'],
    ['[2001:DB8::1]:443', 1, '2001:db8::1'],
    ['2001:db8::1', 1, '2001:db8::1'],
    ['unknown', 1, null],
    ["'; DROP TABLE users", 1, null],
    ['', 1, null],
    [null, 1, null],
  ])('%s with %i hops is %s', (forwardedFor, hops, expected) => {
    const headers = new Headers(forwardedFor === null ? {} : { 'x-forwarded-for': forwardedFor });
    expect(clientAddress(headers, hops)).toBe(expected);
  });
});

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s belongs to %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('the wide network', () => {
  it.each([
    ['121.130.7.8', '121.130.7.0/24'],
    ['2400:db8:1:2::9', '2400:db8:1::/48'],
  ])('of %s is %s', (address, network) => {
    expect(wideNetworkOf(address)).toBe(network);
  });

  it('is kept as a hash, the same for neighbours, and not at all where the address says nothing', () => {
    const hash = (address: string | null) => hashNetwork({ address, secret: 'a secret' })?.toString('hex') ?? null;
    expect(hash('121.130.7.8')).toBe(hash('121.130.7.200'));
    expect(hash('121.130.7.8')).not.toBe(hash('121.130.8.8'));
    expect([hash(null), hash('127.0.0.1'), hash('192.168.0.7')]).toEqual([null, null, null]);
  });
});
