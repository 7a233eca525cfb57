import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rows, sql } from '@/lib/db/sql';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { err } from '@/lib/shared/result';
import { claimDeliveries } from './claim-deliveries';
import { supersedeDeliveries } from './supersede-deliveries';
import { addBacklog, addEndpoint } from './test-orders';

const db = testDb();
const limit = 16;

type Statistics = { relpages: number; reltuples: number };
const unknown: Statistics = { relpages: 0, reltuples: -1 };

describe('the front of a backlog', () => {
  it('is taken without reading the rest, whatever the planner thinks of the table and its indexes', async () => {
    const endpointId = await addEndpoint(db);
    await addBacklog(db, endpointId, 5_000);
    const names = (
      await rows<{ relname: string }>(
        db,
        sql`SELECT indexrelid::regclass::text AS relname FROM pg_index WHERE indrelid = 'deliveries'::regclass ORDER BY 1`,
      )
    ).map(({ relname }) => relname);
    // As they are after many rows or few, most of them gone since, and when nobody has looked yet.
    const statistics = fc.record({
      relpages: fc.constantFrom(0, 1, 10, 500),
      reltuples: fc.constantFrom(-1, 0, 1, 20),
    });
    try {
      await fc.assert(
        fc.asyncProperty(
          statistics,
          fc.array(statistics, { minLength: names.length, maxLength: names.length }),
          async (ofTable, ofIndexes) => {
            await setStatistics('deliveries', ofTable);
            for (const [place, ofIndex] of ofIndexes.entries()) await setStatistics(names[place] ?? '', ofIndex);
            const claimed = await rowsRead((tx) =>
              claimDeliveries(tx, { endpointId, limit }).then(({ length }) => length),
            );
            expect(claimed.taken).toBe(limit);
            expect(claimed.read).toBeLessThan(1_500);
            const superseded = await rowsRead((tx) => supersedeDeliveries(tx, { endpointId, limit }));
            expect(superseded.taken).toBeGreaterThan(0);
            expect(superseded.read).toBeLessThan(1_500);
          },
        ),
        { numRuns: 25 },
      );
    } finally {
      for (const name of ['deliveries', ...names]) await setStatistics(name, unknown);
    }
  }, 60_000);
});

async function setStatistics(name: string, { relpages, reltuples }: Statistics): Promise<void> {
  await db.$executeRaw`
    SELECT pg_restore_relation_stats('schemaname', current_schema()::text, 'relname', ${name}::text, 'relpages', ${relpages}::int,
      'reltuples', ${reltuples}::real)`;
}

/** How many rows the work took, and how many of the table's it looked at; it is rolled back. */
async function rowsRead(work: (tx: Parameters<typeof claimDeliveries>[0]) => Promise<number>) {
  const seen = { taken: 0, read: 0 };
  await inTransaction(async (tx) => {
    const countOf = async () =>
      (
        await rows<{ count: number }>(
          tx,
          sql`SELECT seq_tup_read + idx_tup_fetch AS count FROM pg_stat_xact_user_tables WHERE relname = 'deliveries'`,
        )
      )[0]?.count ?? 0;
    const before = await countOf();
    seen.taken = await work(tx);
    seen.read = (await countOf()) - before;
    return err({ code: 'test.rolledBack' });
  });
  return seen;
}
