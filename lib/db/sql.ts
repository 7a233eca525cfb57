import { Prisma } from '@/prisma/generated/client/client';
import { type Db, plannedAnewMark } from './client';

/** Tagged SQL with bound parameters; nests. */
export const sql = Prisma.sql;
export const joinSql = Prisma.join;
export const emptySql = Prisma.empty;
export type Sql = Prisma.Sql;
/**
 * Begins a statement whose best plan hangs on its values, as a search for a common or a rare word: it is planned anew each time, where
 * others are planned once per connection.
 */
export const plannedAnew = Prisma.raw(plannedAnewMark);
/** NULL for a JSON column; a plain null would be undecided between that and JSON's own null. */
export const nullJson = Prisma.DbNull;

/**
 * Runs raw SQL and gives its rows with camelCase keys.
 *
 * `bigint` (counts and sums) becomes a number, since nothing we count leaves the safe range; `numeric` becomes a number too.
 */
export async function rows<Row>(db: Db, query: Sql): Promise<Row[]> {
  const raw = await db.$queryRaw<Record<string, unknown>[]>(query);
  return raw.map((row) => {
    const camel: Record<string, unknown> = {};
    for (const key in row) camel[camelKey(key)] = plainValue(row[key]);
    return camel as Row;
  });
}

/** The first row, or null. */
export async function firstRow<Row>(db: Db, query: Sql): Promise<Row | null> {
  const [row] = await rows<Row>(db, query);
  return row ?? null;
}

/** Runs SQL that gives no rows; the number of rows it touched. */
export function execute(db: Db, query: Sql): Promise<number> {
  return db.$executeRaw(query);
}

const keys = new Map<string, string>();

function camelKey(key: string): string {
  let camel = keys.get(key);
  if (camel === undefined) {
    camel = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    keys.set(key, camel);
  }
  return camel;
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Prisma.Decimal.isDecimal(value)) return value.toNumber();
  return value;
}
