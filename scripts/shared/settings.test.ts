import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.mjs';

describe('readSettings', () => {
  test('without any configuration means the demo on the embedded database, from port 3000 on', () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
      demo: true,
      inngestBaseUrl: undefined,
    });
  });

  test('seeds nothing into a database of one’s own', () => {
    expect(readSettings({ DATABASE_URL: 'postgresql://db/maru' }).demo).toBe(false);
    expect(readSettings({ MARU_DEMO: '0' }).demo).toBe(false);
  });

  test.each([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '65536' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://db/maru' }],
    ['DATABASE_URL', { DATABASE_URL: 'maru' }],
    ['DIRECT_DATABASE_URL', { DIRECT_DATABASE_URL: 'db:5432' }],
    ['MARU_DEMO', { MARU_DEMO: 'maybe' }],
    ['MARU_DEMO', { MARU_DEMO: '1', DATABASE_URL: 'postgres://db/maru' }],
    ['NEXTAUTH_URL', { NEXTAUTH_URL: 'shop.example' }],
    ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'short' }],
    ['INNGEST_EVENT_KEY', { INNGEST_BASE_URL: 'https://inngest.example' }],
    ['INNGEST_SIGNING_KEY', { INNGEST_BASE_URL: 'https://inngest.example', INNGEST_EVENT_KEY: 'key' }],
  ])('names %s when it is wrong: %o', (name, source) => {
    expect(() => readSettings(source)).toThrow(new RegExp(`^[^.]*${name}.*\\.$`));
  });
});
