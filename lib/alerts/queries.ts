import { z } from 'zod';
import type { Image } from '@/lib/catalog/model';
import { productName } from '@/lib/catalog/texts';
import type { Db } from '@/lib/db/client';
import { firstRow, joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import type { Locale } from '@/lib/shared/locale';
import { localizeOptions, type PairedOptions } from '@/lib/shared/options';
import { decodeCursor, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import {
  type AlertError,
  type AlertKind,
  type AlertPage,
  type AlertQuery,
  type AlertSeverity,
  type AlertState,
  type AlertView,
  openCountMax,
} from './model';

/** Newest first, with how many are open. Error: `http.badCursor`. */
export async function listAlerts(
  db: Db,
  { kind, state, cursor, limit }: AlertQuery,
  { locale }: { locale: Locale },
): Promise<Result<AlertPage, { code: 'http.badCursor' }>> {
  const conditions = [sql`true`];
  if (cursor !== undefined) {
    const last = decodeCursor(cursor, z.tuple([z.uuid()]));
    if (!last) return err({ code: 'http.badCursor' });
    conditions.push(sql`a.id < ${last[0]}::uuid`);
  }
  if (kind) conditions.push(sql`a.kind = ${kind}::alert_kind`);
  if (state) conditions.push(stateConditions[state]);
  const found = await selectAlerts(db, { where: joinSql(conditions, ' AND '), limit: limit + 1, locale });
  return ok({ ...toPage(found, limit, ({ id }) => [id]), openCount: await countOpenAlerts(db) });
}

export async function getAlert(
  db: Db,
  id: string,
  { locale }: { locale: Locale },
): Promise<Result<AlertView, AlertError>> {
  const [found] = await selectAlerts(db, { where: sql`a.id = ${id}::uuid`, limit: 1, locale });
  return found ? ok(found) : err({ code: 'alert.notFound' });
}

/** How many alerts nobody has seen to yet, at most `openCountMax`. */
export async function countOpenAlerts(db: Db): Promise<number> {
  const counted = await firstRow<{ count: number }>(
    db,
    sql`SELECT count(*) AS count FROM (SELECT FROM alerts a WHERE ${stateConditions.OPEN} LIMIT ${openCountMax}) AS open`,
  );
  return counted?.count ?? 0;
}

const stateConditions: Record<AlertState, Sql> = {
  OPEN: sql`(a.recovered_at IS NULL AND a.acknowledged_at IS NULL)`,
  ACKNOWLEDGED: sql`(a.recovered_at IS NULL AND a.acknowledged_at IS NOT NULL)`,
  RECOVERED: sql`a.recovered_at IS NOT NULL`,
};

type AlertRow = {
  id: string;
  kind: AlertKind;
  severity: AlertSeverity;
  state: AlertState;
  subject: string;
  details: Record<string, unknown>;
  raisedAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedById: string | null;
  acknowledgedByName: string | null;
  recoveredAt: Date | null;
  variantId: string | null;
  productName: string;
  sku: string;
  options: Record<string, string>;
  optionsEn: PairedOptions | null;
  image: Image | null;
};

/** Newest first, of the alerts `a`. */
export async function selectAlerts(
  db: Db,
  { where, limit, locale }: { where: Sql; limit: number; locale: Locale },
): Promise<AlertView[]> {
  const found = await rows<AlertRow>(
    db,
    sql`SELECT a.id, a.kind::text, a.severity::text, a.subject, a.details, a.raised_at, a.acknowledged_at, a.recovered_at,
          CASE WHEN a.recovered_at IS NOT NULL THEN 'RECOVERED' WHEN a.acknowledged_at IS NOT NULL THEN 'ACKNOWLEDGED' ELSE 'OPEN' END AS state,
          a.acknowledged_by AS acknowledged_by_id, u.name AS acknowledged_by_name,
          v.id AS variant_id, ${productName(locale)} AS product_name, v.sku, v.options, v.options_en,
          (SELECT jsonb_build_object('url', i.url, 'width', i.width, 'height', i.height)
           FROM pictures i WHERE i.product_id = p.id ORDER BY i.position LIMIT 1) AS image
        FROM alerts a LEFT JOIN users u ON u.id = a.acknowledged_by
          LEFT JOIN variants v ON v.id = a.variant_id LEFT JOIN products p ON p.id = v.product_id
        WHERE ${where} ORDER BY a.id DESC LIMIT ${limit}`,
  );
  return found.map((row) => viewAlert(row, locale));
}

function viewAlert(row: AlertRow, locale: Locale): AlertView {
  const { variantId, productName, sku, options, optionsEn, image, acknowledgedById, acknowledgedByName, ...alert } =
    row;
  return {
    ...alert,
    variant:
      variantId === null
        ? null
        : {
            id: variantId,
            productName,
            sku,
            options: localizeOptions({ options, optionsEn }, locale),
            image,
          },
    raisedAt: row.raisedAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy: acknowledgedById ? { id: acknowledgedById, name: acknowledgedByName ?? '' } : null,
    recoveredAt: row.recoveredAt?.toISOString() ?? null,
  };
}
