import { expect, test } from 'vitest';
import { checkConfiguration } from './environment.mjs';

const usable = {
  ...process.env,
  DATABASE_URL: 'postgresql://maru@127.0.0.1:5432/maru',
  NEXTAUTH_SECRET: 'sixteen-or-longer',
};

test('a configuration that the parts can use passes', () => {
  expect(() => checkConfiguration(usable)).not.toThrow();
});

test.each([
  ['TRUSTED_PROXY_HOPS', 'abc'],
  ['NEXTAUTH_SECRET', 'short'],
  ['NEXTAUTH_URL', 'nowhere'],
])('%s=%s stops the start with one sentence that names it', (name, value) => {
  expect(() => checkConfiguration({ ...usable, [name]: value })).toThrow(
    new RegExp(`^${name} is not usable: [^\\n]*\\.$`),
  );
});
