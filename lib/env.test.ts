import { expect, it } from 'vitest';
import { readEnvironment } from './env';

const complete = { DATABASE_URL: 'postgresql://u:p@127.0.0.1/maru', NEXTAUTH_SECRET: 'sixteen characters' };

it('is complete with a database and a secret', () => {
  expect(readEnvironment(complete)).toMatchObject({ ...complete, DATABASE_POOL_MAX: 20, TRUSTED_PROXY_HOPS: 1 });
});

it.each([
  [{ DATABASE_URL: undefined }, 'DATABASE_URL is not set.'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is not usable: must be a postgres:// address.'],
  [{ NEXTAUTH_SECRET: undefined }, 'NEXTAUTH_SECRET is not set.'],
  [{ NEXTAUTH_SECRET: 'short' }, 'NEXTAUTH_SECRET is not usable: must have at least 16 characters.'],
  [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN is not usable: must have at least 16 characters.'],
  [{ DATABASE_POOL_MAX: '0' }, /^DATABASE_POOL_MAX is not usable: .+\.$/],
  [{ TRUSTED_PROXY_HOPS: 'one' }, /^TRUSTED_PROXY_HOPS is not usable: .+\.$/],
  [{ MARU_DEMO: 'maybe' }, /^MARU_DEMO is not usable: .+\.$/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL is not usable: .+\.$/],
  [{ SMTP_URL: 'mail.example.com:25' }, 'SMTP_URL is not usable: must be an smtp:// or smtps:// address.'],
  [{ SMTP_URL: 'smtp://mail.example.com' }, 'MAIL_FROM is not set.'],
  [{ MAIL_FROM: 'the shop' }, /^MAIL_FROM is not usable: .+\.$/],
])('%j stops the start with one sentence that names it', (wrong, sentence) => {
  expect(() => readEnvironment({ ...complete, ...wrong })).toThrow(sentence);
});

it('takes empty settings for unset ones', () => {
  expect(readEnvironment({ ...complete, METRICS_TOKEN: '', INNGEST_BASE_URL: '', MARU_DEMO: '' })).toMatchObject({
    METRICS_TOKEN: undefined,
    INNGEST_BASE_URL: undefined,
    MARU_DEMO: false,
  });
});
