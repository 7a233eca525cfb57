import { beforeEach, describe, expect, test } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { applyMigrations, diffSchema } from './schema-engine.mjs';

const db = testDb();
const url = process.env.DATABASE_URL ?? '';
const journal = () => db.$queryRaw`SELECT migration_name, finished_at IS NOT NULL AS finished FROM _prisma_migrations`;

describe('applyMigrations', () => {
  beforeEach(async () => {
    await db.$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name = '9999_half_way'`;
  });

  test('applies nothing to a migrated database, also when two processes start at once', async () => {
    expect(await Promise.all([applyMigrations(url), applyMigrations(url)])).toEqual([[], []]);
  });

  test('finishes a migration that committed before its process was killed', async () => {
    const before = await journal();
    await db.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL, logs = 'committed'`;
    expect(await applyMigrations(url)).toEqual([]);
    expect(await journal()).toEqual(before);
  });

  test('forgets a migration that was rolled back, so that it is applied again', async () => {
    const before = await journal();
    await db.$executeRaw`
      INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('half-way', '', '9999_half_way')`;
    expect(await applyMigrations(url)).toEqual([]);
    expect(await journal()).toEqual(before);
  });
});

test('the migrations lead to prisma/schema, and nothing is said where nothing differs', {
  timeout: 60_000,
}, async () => {
  expect(await diffSchema(url)).toBe('');
});
