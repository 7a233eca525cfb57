import type { z } from 'zod';
import { FileQuery } from '@/lib/bulk/file-query';
import { byteOrderMark, csvLine, guardFormula } from '@/lib/bulk/write-csv';
import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import type { Tier } from '@/lib/identity/model';
import type { Locale, Localized } from '@/lib/shared/locale';
import { localizeOptions, type Options, type PairedOptions } from '@/lib/shared/options';
import { encodeCursor } from '@/lib/shared/pagination';
import { unwrap } from '@/lib/shared/result';
import { AdminOrderFilter, adminBounds, allOrders } from './admin-queries';
import { type Carrier, carriers } from './carriers';
import { exportTitles, exportWords } from './export-words';
import type { OrderDeliveryState, OrderStatus } from './model';
import { pageBounds } from './order-list';
import { fulfilmentStates, paymentStateOf } from './rules';

/** Orders that are in memory at once. */
const pageSize = 200;

/** The list's filters; in which language, and by which clocks, the file is written. */
export const OrderExportQuery = AdminOrderFilter.extend(FileQuery.shape);
export type OrderExportQuery = z.infer<typeof OrderExportQuery>;

type ExportedLine = {
  orderId: string;
  number: string;
  status: OrderStatus;
  placedAt: Date;
  paidAt: Date | null;
  deliveryState: OrderDeliveryState;
  userName: string;
  userEmail: string;
  tier: Tier;
  shippingWon: number;
  totalWon: number;
  paidWon: number;
  refundedWon: number;
  recipient: string;
  phone: string;
  postalCode: string;
  line1: string;
  line2: string;
  carrier: Carrier | null;
  trackingNumber: string | null;
  position: number;
  sku: string;
  name: Localized;
  options: Options;
  optionsEn: PairedOptions | null;
  quantity: number;
  cancelledQuantity: number;
  unitPriceWon: number;
  discountWon: number;
  linePaidWon: number;
};

/**
 * The orders of a filter as CSV, newest first, as far as it is read: a page of them is in memory, and no transaction is open in between.
 *
 * A row for each line, for people pack and count goods by line. Whose it is and where it goes stands in every row, so that rows can be sorted,
 * filtered and handed on alone; an order's own amounts stand in its first row only, so that the sum of a column is what came in.
 */
export async function* exportOrders(
  db: Db,
  { timeZone, locale, ...filter }: Omit<OrderExportQuery, 'language'> & { locale: Locale },
): AsyncGenerator<string> {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  let heading = byteOrderMark + csvLine(exportTitles[locale]);
  for (let cursor: string | undefined, isMore = true; isMore; ) {
    const page = await readPage(db, { ...filter, cursor });
    yield heading + page.map((line) => csvLine(cellsOf(line, { locale, clock }).map(guardFormula))).join('');
    heading = '';
    const last = page.at(-1);
    isMore = new Set(page.map(({ orderId }) => orderId)).size === pageSize;
    cursor = last && encodeCursor([last.placedAt.toISOString(), last.orderId]);
  }
}

function readPage(db: Db, filter: AdminOrderFilter & { cursor: string | undefined }): Promise<ExportedLine[]> {
  return rows<ExportedLine>(
    db,
    sql`WITH page AS (
          SELECT o.*, u.name AS user_name, u.email AS user_email, u.tier, d.delivery_state
          FROM ${allOrders} WHERE true ${unwrap(pageBounds(filter))} ${adminBounds(filter)}
          ORDER BY o.placed_at DESC, o.id DESC LIMIT ${pageSize})
        SELECT p.id AS order_id, p.number, p.status, p.placed_at, p.paid_at, p.delivery_state, p.user_name, p.user_email, p.tier,
          p.shipping_won, p.total_won, p.paid_won, p.refunded_won, p.recipient, p.phone, p.postal_code, p.line1, p.line2,
          p.carrier, p.tracking_number, l.position, l.sku, l.name, l.options, l.options_en, l.quantity, l.cancelled_quantity,
          l.unit_price_won, l.discount_won, l.paid_won AS line_paid_won
        FROM page p JOIN order_lines l ON l.order_id = p.id ORDER BY p.placed_at DESC, p.id DESC, l.position`,
  );
}

/** In the order of `exportTitles`. */
function cellsOf(line: ExportedLine, { locale, clock }: { locale: Locale; clock: Intl.DateTimeFormat }): string[] {
  const words = exportWords[locale];
  const ofOrder = (won: number) => (line.position === 1 ? String(won) : '');
  return [
    line.number,
    clock.format(line.placedAt),
    line.paidAt ? clock.format(line.paidAt) : '',
    words.payment[paymentStateOf(line)],
    words.fulfilment[fulfilmentStates[line.status]],
    words.delivery[line.deliveryState],
    line.userName,
    line.userEmail,
    line.tier,
    line.sku,
    line.name[locale] ?? line.name.ko,
    Object.values(localizeOptions(line, locale)).join(' / '),
    String(line.quantity),
    String(line.cancelledQuantity),
    String(line.unitPriceWon),
    String(line.discountWon),
    String(line.linePaidWon),
    ofOrder(line.shippingWon),
    ofOrder(line.totalWon),
    ofOrder(line.paidWon),
    ofOrder(line.refundedWon),
    line.recipient,
    dashedPhone(line.phone),
    `(${line.postalCode}) ${line.line1} ${line.line2}`.trim(),
    line.carrier ? carriers[line.carrier].name[locale] : '',
    line.trackingNumber ? dashed(line.trackingNumber) : '',
  ];
}

// A spreadsheet takes digits alone for a number: it drops their leading zeros, and rounds long ones. Hyphens keep them a text.

function dashedPhone(phone: string): string {
  return phone.replace(/^(02|0\d\d)(\d{3,4})(\d{4})$/, '$1-$2-$3');
}

function dashed(digits: string): string {
  return digits.replace(/\d{4}(?=\d)/g, '$&-');
}
