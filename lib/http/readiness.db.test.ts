import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { env } from '@/lib/env';
import { type ReadinessCheck, readinessCheck } from './readiness';

const db = testDb();
const up = { up: true };
const ending: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

function check(options: Partial<Parameters<typeof readinessCheck>[0]> = {}): ReadinessCheck {
  const made = readinessCheck({ databaseUrl: env().DATABASE_URL, answerWithinMs: 10_000, ...options });
  ending.push(made.close);
  return made;
}

async function portOf(server: Server | HttpServer): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ending.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function jobsThatAnswer(status: number): Promise<string> {
  const port = await portOf(createHttpServer((_, response) => response.writeHead(status).end()));
  return `http://127.0.0.1:${port}`;
}

it('is ready with a migrated database, and no job runner to wait for', async () => {
  expect(await check().look()).toEqual({ database: up, migrations: up, jobs: up });
});

it('names the migrations that the database lacks', async () => {
  await db.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = now()`;
  try {
    const { database, migrations } = await check().look();
    expect(database).toEqual(up);
    expect(migrations).toEqual({ up: false, reason: expect.stringContaining('0001_init') });
  } finally {
    await db.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = NULL`;
  }
});

it('knows a database that was never migrated', async () => {
  await db.$executeRaw`ALTER TABLE _prisma_migrations RENAME TO moved_away`;
  try {
    expect((await check().look()).migrations).toEqual({ up: false, reason: expect.stringContaining('0001_init') });
  } finally {
    await db.$executeRaw`ALTER TABLE moved_away RENAME TO _prisma_migrations`;
  }
});

it('says that the database is away, whether it refuses or keeps silent, and does not wait for long', async () => {
  const silent = await portOf(createServer((socket) => ending.push(() => socket.destroy())));
  for (const port of [9, silent]) {
    const startedAt = performance.now();
    const databaseUrl = `postgresql://u:p@127.0.0.1:${port}/x`;
    const { database, migrations } = await check({ databaseUrl, answerWithinMs: 200 }).look();
    expect([database.up, migrations.up]).toEqual([false, false]);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  }
});

it('finds a database again whose connection broke', async () => {
  const one = check();
  expect((await one.look()).database).toEqual(up);
  await db.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%_prisma_migrations%'`;
  await expect.poll(async () => (await one.look()).database, { timeout: 20_000 }).toEqual(up);
});

it.each([
  [200, true],
  [404, true],
  [503, false],
])('takes %i of the job runner for %s', async (status, isUp) => {
  expect((await check({ jobsUrl: await jobsThatAnswer(status) }).look()).jobs.up).toBe(isUp);
});

it('says that the job runner is away, whether it refuses or keeps silent', async () => {
  const silent = await portOf(createServer((socket) => ending.push(() => socket.destroy())));
  for (const port of [9, silent]) {
    const { jobs } = await check({ jobsUrl: `http://127.0.0.1:${port}`, answerWithinMs: 200 }).look();
    expect(jobs).toEqual({ up: false, reason: 'it does not answer' });
  }
});

it('looks once however many ask', async () => {
  const one = check();
  const looks = Array.from({ length: 50 }, () => one.look());
  expect(new Set(looks).size).toBe(1);
});
