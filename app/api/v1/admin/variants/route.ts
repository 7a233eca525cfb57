import { AdminVariant, NewVariantOf } from '@/lib/catalog/admin-model';
import { listAdminVariants, readAdminVariant } from '@/lib/catalog/admin-queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { addStockedVariant } from '@/lib/inventory/add-stocked-variant';
import { PageQuery, pageOf } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listAdminVariants',
    summary: 'Variants in any state, newest first',
    query: PageQuery,
    response: pageOf(AdminVariant),
    actor: 'admin',
  },
  ({ tx, query }) => listAdminVariants(tx, query),
);

export const POST = defineRoute(
  {
    name: 'addVariant',
    summary: 'Add a variant to a product, with its first stock',
    body: NewVariantOf,
    response: AdminVariant,
    status: 201,
    actor: 'admin',
  },
  async ({ tx, actor, body, now }) => {
    const added = await addStockedVariant(tx, { actor, variant: body, now });
    return added.ok ? readAdminVariant(tx, added.value) : added;
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
