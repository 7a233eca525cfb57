import { ImportParams, ProductImport } from '@/lib/bulk/model';
import { readImport } from '@/lib/bulk/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readProductImport',
    summary: 'How an import stands, and how far its application is',
    params: ImportParams,
    response: ProductImport,
    actor: 'admin',
  },
  ({ tx, params }) => readImport(tx, { importId: params.id }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
