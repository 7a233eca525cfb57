import { expect, it } from 'vitest';
import { closeDb, db } from '@/lib/db/client';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { issueToken } from '@/lib/identity/issue-token';
import type { Role } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { GET } from './route';

const scraper = 'a-token-for-the-scraper';
// Before anything reads the configuration.
process.env.METRICS_TOKEN = scraper;

testDb();

async function read(token?: string) {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const response = await GET(new Request('http://localhost:3000/api/metrics', headers && { headers }));
  return { status: response.status, text: await response.text() };
}

async function signIn(role: Role): Promise<string> {
  const userId = newId();
  await db().user.create({
    data: { id: userId, email: `${userId}@maru.example`, passwordHash: 'none', name: '하나', role },
  });
  return unwrap(await inTransaction((tx) => issueToken(tx, { userId, now: new Date() }))).token;
}

it('are told to the scraper and to admins, to nobody else', async () => {
  expect((await read(scraper)).status).toBe(200);
  expect((await read(await signIn('ADMIN'))).status).toBe(200);
  expect((await read(await signIn('SHOPPER'))).status).toBe(403);
  expect((await read(`${scraper}x`)).status).toBe(401);
  expect((await read('')).status).toBe(401);
  expect((await read()).status).toBe(401);
});

it('still tell of the process while the database is away', async () => {
  const url = env().DATABASE_URL;
  await closeDb();
  env().DATABASE_URL = 'postgresql://u:p@127.0.0.1:9/x';
  try {
    const { status, text } = await read(scraper);
    expect(status).toBe(200);
    expect(text).toContain('maru_database_up 0');
    expect(text).toContain('maru_process_cpu_seconds_total');
  } finally {
    await closeDb();
    env().DATABASE_URL = url;
  }
});
