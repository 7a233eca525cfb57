import { ImportChangePage, ImportParams } from '@/lib/bulk/model';
import { listChanges } from '@/lib/bulk/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listProductImportChanges',
    summary: 'What an import does, row by row; rows that change nothing and bad ones are left out',
    params: ImportParams,
    query: PageQuery,
    response: ImportChangePage,
    actor: 'admin',
  },
  ({ tx, params, query }) => listChanges(tx, { ...query, importId: params.id }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
