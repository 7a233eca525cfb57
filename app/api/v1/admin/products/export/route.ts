import { exportProducts } from '@/lib/bulk/export-products';
import { ExportQuery } from '@/lib/bulk/model';
import { defineDownload } from '@/lib/http/define-download';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';

export const GET = defineDownload(
  {
    name: 'exportProducts',
    summary: 'Products in every state as CSV, newest first, a row for each variant; importing the file changes nothing',
    query: ExportQuery,
    download: {
      mediaType: 'text/csv',
      description:
        'UTF-8 with a byte order mark, lines end with CRLF. The columns are those of an import, in its order. A cell that a spreadsheet would compute (it begins with = + - @, a tab or a line end) has an apostrophe before it, which an import takes away again.',
    },
    fileName: 'products.csv',
  },
  async ({ db, query }) => ok(exportProducts(db, query)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
