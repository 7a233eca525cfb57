import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { env } from '@/lib/env';

/** A part that has not answered by then counts as down. */
const answerWithinMs = 1_000;

/** What a request needs besides this process. A part that is down says why, in words that give nothing away. */
export const readinessParts = ['database', 'migrations', 'jobs'] as const;
export type PartState = { up: true } | { up: false; reason: string };
export type Readiness = Record<(typeof readinessParts)[number], PartState>;

/** Routes get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruReadiness?: { pool: Pool; pending?: Promise<Readiness> } };

/**
 * Whether this process can serve: Postgres answers, every committed migration is applied, and the job runner answers where one is configured.
 *
 * Never throws, and takes a second at most. Asked by many at once it looks once.
 */
export function checkReadiness(): Promise<Readiness> {
  shared.maruReadiness ??= { pool: openPool() };
  const state = shared.maruReadiness;
  state.pending ??= look(state.pool).finally(() => {
    delete state.pending;
  });
  return state.pending;
}

/** A connection of its own: when the shop's are all busy the answers are late, but the database is not down. */
function openPool(): Pool {
  const pool = new Pool({
    connectionString: env().DATABASE_URL,
    max: 1,
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
  });
  // An idle connection that breaks is replaced by the next look.
  pool.on('error', () => undefined);
  return pool;
}

async function look(pool: Pool): Promise<Readiness> {
  const [database, jobs] = await Promise.all([lookAtDatabase(pool), lookAtJobs(env().INNGEST_BASE_URL)]);
  return { ...database, jobs };
}

async function lookAtDatabase(pool: Pool): Promise<Pick<Readiness, 'database' | 'migrations'>> {
  try {
    const { rows } = await pool.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const applied = new Set(rows.map((row) => row.name));
    const missing = committedMigrations().filter((name) => !applied.has(name));
    return { database: { up: true }, migrations: missing.length === 0 ? { up: true } : notApplied(missing) };
  } catch (error) {
    // undefined_table: a database that was never migrated.
    if ((error as { code?: unknown }).code === '42P01') {
      return { database: { up: true }, migrations: notApplied(committedMigrations()) };
    }
    return {
      database: { up: false, reason: 'it does not answer' },
      migrations: { up: false, reason: 'unknown while the database does not answer' },
    };
  }
}

function notApplied(names: string[]): PartState {
  return { up: false, reason: `not applied: ${names.join(', ')}` };
}

let migrationNames: string[] | undefined;

/** The migrations that this release was made with. */
function committedMigrations(): string[] {
  migrationNames ??= readdirSync(join(process.cwd(), 'prisma/migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return migrationNames;
}

/** The embedded runner says itself when it cannot work (503). Of an Inngest elsewhere it is enough that it answers. */
async function lookAtJobs(baseUrl: string | undefined): Promise<PartState> {
  if (!baseUrl) return { up: true };
  try {
    const response = await fetch(new URL('/health', baseUrl), { signal: AbortSignal.timeout(answerWithinMs) });
    await response.body?.cancel();
    return response.status < 500 ? { up: true } : { up: false, reason: 'it says that it cannot work yet' };
  } catch {
    return { up: false, reason: 'it does not answer' };
  }
}
