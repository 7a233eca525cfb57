import { defineDownload } from '@/lib/http/define-download';
import { otherMethods } from '@/lib/http/other-methods';
import { exportOrders, OrderExportQuery } from '@/lib/orders/export-orders';
import { ok } from '@/lib/shared/result';

export const GET = defineDownload(
  {
    name: 'exportOrders',
    summary: 'The orders of a filter as CSV, newest first, a row for each line',
    query: OrderExportQuery,
    download: {
      mediaType: 'text/csv',
      description:
        'UTF-8 with a byte order mark, lines end with CRLF. Heads and words are in `language` (that of Accept-Language by default), times as the clocks of `timeZone` show them. An order’s own amounts stand in the row of its first line only, so that a column’s sum is what came in. A cell that a spreadsheet would compute (it begins with = + - @, a tab or a line end) has an apostrophe before it.',
    },
    fileName: 'orders.csv',
  },
  async ({ db, query: { language, ...query }, locale }) =>
    ok(exportOrders(db, { ...query, locale: language ?? locale })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
