import { sendProductImportRequested } from '@/inngest/send-product-import-requested';
import { ImportParams, ProductImport } from '@/lib/bulk/model';
import { readImport } from '@/lib/bulk/queries';
import { requestApplication } from '@/lib/bulk/request-application';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'applyProductImport',
    summary:
      'Have a checked import applied, all of it or nothing; `GET /admin/products/import/{id}` tells how far it is',
    params: ImportParams,
    response: ProductImport,
    status: 202,
    actor: 'admin',
    afterCommit: ({ id }) => sendProductImportRequested(id),
  },
  async ({ tx, actor, params, now }) => {
    const requested = await requestApplication(tx, { actor, importId: params.id, now });
    return requested.ok ? readImport(tx, { importId: params.id }) : requested;
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
