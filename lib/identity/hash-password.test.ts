import { describe, expect, it } from 'vitest';
import { hashPassword, nobodysHash, verifyPassword } from './hash-password';

describe('passwords', () => {
  it('are known again by their hash, and only they', async () => {
    const hash = await hashPassword('maru-demo');
    expect(await verifyPassword(hash, 'maru-demo')).toBe(true);
    expect(await verifyPassword(hash, 'maru-demo ')).toBe(false);
  });

  it('of an unknown account cost as much and are always wrong', async () => {
    const costOf = (hash: string) => hash.split('$').slice(1, 4);
    expect(costOf(nobodysHash)).toEqual(costOf(await hashPassword('maru-demo')));
    expect(await verifyPassword(null, 'maru-demo')).toBe(false);
  });
});
