import { expect, test } from 'vitest';
import { bearerToken, canonicalJson, signBody } from './signature';

test('writes JSON with sorted members, as RFC 8785 asks', () => {
  const value = { b: [1, { z: undefined, y: 'é\u2028' }], a: null, 10: 1e21, 9: -0 };
  expect(canonicalJson(value)).toBe('{"10":1e+21,"9":0,"a":null,"b":[1,{"y":"é\u2028"}]}');
});

test('ignores the key’s prefix in signatures, and keeps it in the bearer token', () => {
  const now = new Date('2026-03-01T10:00:00Z');
  expect(signBody('{}', 'signkey-prod-00ff', now)).toBe(signBody('{}', '00ff', now));
  expect(bearerToken('signkey-prod-00ff')).toBe(`signkey-prod-${bearerToken('00ff')}`);
});
