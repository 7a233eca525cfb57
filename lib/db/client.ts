import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/lib/env';
import { PrismaClient } from '@/prisma/generated/client/client';

/** How long a request waits for a free connection before it is told to come back (503). */
export const connectionWaitMs = 10_000;

/** Routes and instrumentation get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruPrisma?: PrismaClient };

/** The process's Prisma client. */
export function db(): PrismaClient {
  shared.maruPrisma ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL_MAX,
      connectionTimeoutMillis: connectionWaitMs,
    }),
  });
  return shared.maruPrisma;
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
