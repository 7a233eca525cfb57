import { DeliveryExportQuery, exportDeliveries } from '@/lib/delivery/export-deliveries';
import { defineDownload } from '@/lib/http/define-download';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';

export const GET = defineDownload(
  {
    name: 'exportDeliveries',
    summary: 'The deliveries of a filter as CSV, newest first',
    query: DeliveryExportQuery,
    download: {
      mediaType: 'text/csv',
      description:
        'UTF-8 with a byte order mark, lines end with CRLF. Heads and words are in `language` (that of Accept-Language by default), times as the clocks of `timeZone` show them. A cell that a spreadsheet would compute (it begins with = + - @, a tab or a line end) has an apostrophe before it.',
    },
    fileName: 'deliveries.csv',
  },
  async ({ db, query: { language, ...query }, locale }) =>
    ok(exportDeliveries(db, { ...query, locale: language ?? locale })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
