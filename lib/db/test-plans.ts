import type { PrismaClient } from '@/prisma/generated/client/client';
import type { Db } from './client';
import { rows, type Sql, sql } from './sql';

/** The plans of every statement that the work runs, with the values that it runs with. */
export async function planOf(db: PrismaClient, work: (db: Db) => Promise<unknown>): Promise<string> {
  const plans: string[] = [];
  await watchStatements(db, work, async (statement) => {
    const lines = await rows<Record<string, string>>(db, sql`EXPLAIN (COSTS OFF) ${statement}`);
    plans.push(...lines.flatMap((line) => Object.values(line)));
  });
  return plans.join('\n');
}

/** A part of a plan, and how many rows it has really looked at, those in vain too. */
export type PlanPart = { node: string; rowsRead: number };
export type Reading = { parts: PlanPart[]; blocksRead: number };

/** What the statements of the work really read. Takes part after part as `Index Scan using orders_pkey`. */
export async function readingOf(db: PrismaClient, work: (db: Db) => Promise<unknown>): Promise<Reading> {
  const reading: Reading = { parts: [], blocksRead: 0 };
  await watchStatements(db, work, async (statement) => {
    const [explained] = await rows<Record<string, [{ Plan: PlanNode }]>>(
      db,
      sql`EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${statement}`,
    );
    for (const [{ Plan: plan }] of Object.values(explained ?? {})) {
      reading.parts.push(...partsOf(plan));
      reading.blocksRead += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
    }
  });
  return reading;
}

type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  /** With those of the nodes below. */
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
};

function partsOf(node: PlanNode): PlanPart[] {
  const where = node['Index Name'] ?? node['Relation Name'];
  const inVain = (['Filter', 'Join Filter', 'Index Recheck'] as const).map((by) => node[`Rows Removed by ${by}`] ?? 0);
  const perLoop = inVain.reduce((sum, count) => sum + count, node['Actual Rows']);
  const part = {
    node: where ? `${node['Node Type']} on ${where}` : node['Node Type'],
    rowsRead: Math.round(perLoop * node['Actual Loops']),
  };
  return [part, ...(node.Plans ?? []).flatMap(partsOf)];
}

/** Does the work, and has `look` called with each statement before it runs. */
async function watchStatements(
  db: PrismaClient,
  work: (db: Db) => Promise<unknown>,
  look: (statement: Sql) => Promise<void>,
): Promise<void> {
  const spy = new Proxy(db, {
    get: (target, name) =>
      name !== '$queryRaw'
        ? Reflect.get(target, name)
        : async (statement: Sql) => {
            await look(statement);
            return target.$queryRaw(statement);
          },
  });
  await work(spy);
}
