import { describe, expect, test, vi } from 'vitest';
import { newSecret, openSecret, sealSecret } from './endpoint-secret';

vi.stubEnv('DATABASE_URL', 'postgres://nobody@localhost/none');

describe('the secret of an endpoint', () => {
  test('is stored so that it cannot be read, and opens to what it was', () => {
    const secret = newSecret();
    const sealed = sealSecret(secret);
    expect(sealed).not.toContain(secret.slice('whsec_'.length));
    expect(openSecret(sealed)).toBe(secret);
  });

  test('looks different each time it is sealed', () => {
    expect(sealSecret('whsec_one')).not.toBe(sealSecret('whsec_one'));
  });

  test('does not open when a bit of it was changed', () => {
    const sealed = sealSecret(newSecret());
    const bytes = Buffer.from(sealed.slice('sealed1:'.length), 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => openSecret(`sealed1:${bytes.toString('base64')}`)).toThrow();
  });

  test('from before secrets were sealed is taken as it is', () => {
    expect(openSecret('whsec_plain')).toBe('whsec_plain');
  });
});
