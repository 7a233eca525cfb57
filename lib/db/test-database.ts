import { afterAll, beforeEach, inject } from 'vitest';
import { closeDb, db } from '@/lib/db/client';
import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { sqlState } from '@/lib/db/transaction';
import type { PrismaClient } from '@/prisma/generated/client/client';

declare module 'vitest' {
  export interface ProvidedContext {
    templateUrl: string;
  }
}

/**
 * Empties every table of `public` that has rows. Faster than TRUNCATE, which rewrites a file per table and index.
 * `replica` switches off foreign keys and triggers, so the order does not matter and append-only tables obey.
 */
const EMPTY_TABLES_SQL = `
DO $$
DECLARE
  name text;
  filled boolean;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', name) INTO filled;
    IF filled THEN EXECUTE format('DELETE FROM public.%I', name); END IF;
  END LOOP;
END $$`;

/**
 * The database of this test file's worker: call it once at the top of the file. Before each test every table is empty;
 * after the last one its connections are closed.
 */
export function testDb(): PrismaClient {
  beforeEach(truncateAll);
  afterAll(closeDb);
  return db();
}

const emptyAttemptsMax = 5;

/** Empties every table; for a test that needs it more often than `testDb()` does. */
export async function truncateAll(): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await db().$executeRawUnsafe(EMPTY_TABLES_SQL);
      return;
    } catch (error) {
      // What a test that ran out of time left at work may still hold a lock.
      if (attempt === emptyAttemptsMax || sqlState(error) !== '40P01') throw error;
    }
  }
}

/** Makes this worker's clone of the migrated template, anew for each test file, and returns its address. */
export async function cloneTemplate(): Promise<string> {
  const url = new URL(inject('templateUrl'));
  const template = url.pathname.slice(1);
  const clone = `test_${process.env.VITEST_POOL_ID}`;
  url.pathname = '/postgres';
  await withClient(url.href, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${clone} WITH (FORCE)`);
    // By copying files: a fifth of the time that writing them all to the log takes.
    await client.query(`CREATE DATABASE ${clone} TEMPLATE ${template} STRATEGY FILE_COPY`);
  });
  url.pathname = `/${clone}`;
  return url.href;
}
