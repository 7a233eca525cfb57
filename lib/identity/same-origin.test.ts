import { describe, expect, it } from 'vitest';
import { comesFromSameOrigin } from './same-origin';

const site = 'https://maru.example';

describe('comesFromSameOrigin', () => {
  it.each<[string, Record<string, string>, boolean]>([
    [
      'a page of ours',
      { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' },
      true,
    ],
    ['a page of ours behind a proxy that changes Host', { host: 'web-1:8080', origin: 'https://maru.example' }, true],
    ['a program that says nothing', { host: 'localhost:3000' }, true],
    ['another site', { host: 'maru.example', origin: 'https://evil.example' }, false],
    ['another port of the same machine', { host: 'localhost:3000', origin: 'http://localhost:4000' }, false],
    ['a sister domain', { host: 'maru.example', 'sec-fetch-site': 'same-site' }, false],
    ['another site without Origin', { host: 'maru.example', 'sec-fetch-site': 'cross-site' }, false],
    ['a sandboxed frame', { host: 'maru.example', origin: 'null' }, false],
    ['our name with a tail', { host: 'maru.example', origin: 'https://maru.example.evil.example' }, false],
  ])('%s', (_, headers, expected) => {
    expect(comesFromSameOrigin(new Headers(headers), site)).toBe(expected);
  });
});
