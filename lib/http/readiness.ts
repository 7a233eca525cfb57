import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { env } from '@/lib/env';

/** A part that has not answered by then counts as down. */
const answerMsMax = 1_000;

/** What a request needs besides this process. A part that is down says why, in words that give nothing away. */
export const readinessParts = ['database', 'migrations', 'jobs'] as const;
export type PartState = { up: true } | { up: false; reason: string };
export type Readiness = Record<(typeof readinessParts)[number], PartState>;

/** Routes get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruReadiness?: ReadinessCheck };

/** Whether this process can serve. Never throws, and takes about a second at most. */
export function checkReadiness(): Promise<Readiness> {
  shared.maruReadiness ??= readinessCheck({ databaseUrl: env().DATABASE_URL, jobsUrl: env().INNGEST_BASE_URL });
  return shared.maruReadiness.look();
}

export type ReadinessCheck = { look: () => Promise<Readiness>; close: () => Promise<void> };

/**
 * Looks whether Postgres answers, every committed migration is applied, and the job runner answers where one is configured.
 *
 * Over a connection of its own: when the shop's are all busy answers are late, but the database is not down. Asked by many at once it
 * looks once.
 */
export function readinessCheck({
  databaseUrl,
  jobsUrl,
  answerWithinMs = answerMsMax,
}: {
  databaseUrl: string;
  jobsUrl?: string | undefined;
  answerWithinMs?: number;
}): ReadinessCheck {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 1,
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
  });
  // An idle connection that breaks is replaced by the next look.
  pool.on('error', () => undefined);
  let pending: Promise<Readiness> | undefined;
  const look = async () => {
    const [database, jobs] = await Promise.all([lookAtDatabase(pool), lookAtJobs(jobsUrl, answerWithinMs)]);
    return { ...database, jobs };
  };
  return {
    look() {
      pending ??= look().finally(() => {
        pending = undefined;
      });
      return pending;
    },
    close: () => pool.end(),
  };
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
async function lookAtJobs(jobsUrl: string | undefined, answerWithinMs: number): Promise<PartState> {
  if (!jobsUrl) return { up: true };
  try {
    const response = await fetch(new URL('/health', jobsUrl), { signal: AbortSignal.timeout(answerWithinMs) });
    await response.body?.cancel();
    return response.status < 500 ? { up: true } : { up: false, reason: 'it says that it cannot work yet' };
  } catch {
    return { up: false, reason: 'it does not answer' };
  }
}
