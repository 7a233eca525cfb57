import type { Db } from '@/lib/db/client';
import { firstRow, type Sql, sql } from '@/lib/db/sql';
import { isId } from '@/lib/shared/ids';

/** What pages of the back office are about, one each, by the way to them. */
const officeTables: Record<string, Sql> = {
  orders: sql`orders`,
  coupons: sql`coupon_campaigns`,
  deliveries: sql`deliveries`,
  'deliveries/endpoints': sql`delivery_endpoints`,
  products: sql`products`,
  'products/import': sql`product_imports`,
  stock: sql`variants`,
  'system/mail': sql`messages`,
  'system/jobs': sql`maru_jobs.run`,
};

/** A request's header: if it is not there, it was looked for in the back office, so the way on leads there. It grants nothing. */
export const soughtInOfficeHeader = 'x-sought-in-office';

/** Tables of the embedded runner are not there where an Inngest server runs the jobs. */
async function isThere(db: Db, way: string): Promise<boolean> {
  return way !== 'admin/system/jobs' || exists(db, sql`SELECT WHERE to_regclass('maru_jobs.run') IS NOT NULL`);
}

/**
 * Whether a page is about something that is not there for this visitor: an order that is not theirs, or what the back office does not
 * know. Who is no admin is told nothing about the back office: its pages say who may see them. One look-up by key, or none.
 */
export async function isMissing(db: Db, { pathname, userId }: { pathname: string; userId: string }): Promise<boolean> {
  const [, way = '', id = ''] = /^\/(.+)\/([^/]+)$/.exec(pathname) ?? [];
  if (way === 'orders') {
    if (!isId(id)) return true;
    return !(await exists(db, sql`SELECT FROM orders WHERE id = ${id}::uuid AND user_id = ${userId}::uuid`));
  }
  const table = way.startsWith('admin/') ? officeTables[way.slice('admin/'.length)] : undefined;
  // What is no id may be a page of its own, as /admin/products/new.
  if (!table || !isId(id) || !(await isThere(db, way))) return false;
  return exists(
    db,
    sql`SELECT FROM users WHERE id = ${userId}::uuid AND role = 'ADMIN' AND blocked_at IS NULL
          AND NOT EXISTS (SELECT FROM ${table} WHERE id = ${id}::uuid)`,
  );
}

async function exists(db: Db, query: Sql): Promise<boolean> {
  return (await firstRow<{ found: boolean }>(db, sql`SELECT EXISTS (${query}) AS found`))?.found ?? false;
}
