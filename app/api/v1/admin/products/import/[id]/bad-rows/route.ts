import { BadRowsQuery, ImportParams } from '@/lib/bulk/model';
import { exportBadRows } from '@/lib/bulk/queries';
import { defineDownload } from '@/lib/http/define-download';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineDownload(
  {
    name: 'exportProductImportBadRows',
    summary: 'The bad rows of an import as CSV, to put them right',
    params: ImportParams,
    query: BadRowsQuery,
    download: {
      mediaType: 'text/csv',
      description:
        'The rows as they came, after a column `line` and a column `problems`; without those two it can be imported.',
    },
    fileName: 'bad-rows.csv',
  },
  ({ db, params, query, locale }) => exportBadRows(db, { importId: params.id, locale: query.locale ?? locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
