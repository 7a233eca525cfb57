import { PrismaPg } from '@prisma/adapter-pg';
import { type Environment, env } from '@/lib/env';
import { PrismaClient } from '@/prisma/generated/client/client';

/** How long a request waits for a free connection before it is told to come back (503). */
export const connectionWaitMs = 10_000;

/** Statements with lists of values are many; what is asked often comes early and is among these. */
const preparedStatementsMax = 300;

/** Routes and instrumentation get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruPrisma?: PrismaClient };

/** The process's Prisma client. */
export function db(): PrismaClient {
  shared.maruPrisma ??= new PrismaClient({ adapter: adapter(env()) });
  return shared.maruPrisma;
}

function adapter({ DATABASE_URL, DIRECT_DATABASE_URL, DATABASE_POOL_MAX }: Environment): PrismaPg {
  const pool = { connectionString: DATABASE_URL, max: DATABASE_POOL_MAX, connectionTimeoutMillis: connectionWaitMs };
  // Behind a pooler in transaction mode the next statement may meet another connection, which has prepared nothing.
  const isPooled = DIRECT_DATABASE_URL !== undefined && DIRECT_DATABASE_URL !== DATABASE_URL;
  return isPooled ? new PrismaPg(pool) : new PrismaPg(pool, { statementNameGenerator: statementName });
}

/** What statements begin with that are to be planned for their values. */
export const plannedAnewMark = '/* planned anew */';

const statementNames = new Map<string, string>();

/** A name for each of the first so many statements, which Postgres then parses and plans once per connection. */
function statementName({ sql }: { sql: string }): string {
  if (sql.startsWith(plannedAnewMark)) return '';
  let name = statementNames.get(sql);
  if (name === undefined && statementNames.size < preparedStatementsMax) {
    name = `maru_${statementNames.size}`;
    statementNames.set(sql, name);
  }
  return name ?? '';
}

/** Ends the process's connections; the next `db()` opens new ones. */
export async function closeDb(): Promise<void> {
  const client = shared.maruPrisma;
  delete shared.maruPrisma;
  await client?.$disconnect();
}

/** Inside `inTransaction`. Verbs take this one: they write, and never commit. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** Either; queries take this one. */
export type Db = PrismaClient | Tx;
