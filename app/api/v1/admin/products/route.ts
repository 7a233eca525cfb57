import { AdminProduct, AdminProductItem, AdminProductQuery, NewProduct } from '@/lib/catalog/admin-model';
import { listAdminProducts, readAdminProduct } from '@/lib/catalog/admin-queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { createStockedProduct } from '@/lib/inventory/create-stocked-product';
import { pageOf } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listAdminProducts',
    summary: 'Products in every state, newest first',
    query: AdminProductQuery,
    response: pageOf(AdminProductItem),
    actor: 'admin',
  },
  ({ tx, query, locale }) => listAdminProducts(tx, query, { locale }),
);

export const POST = defineRoute(
  {
    name: 'createProduct',
    summary: 'Create a product with its variants and their first stock',
    body: NewProduct,
    response: AdminProduct,
    status: 201,
    actor: 'admin',
  },
  async ({ tx, actor, body, now }) => {
    const created = await createStockedProduct(tx, { actor, product: body, now });
    return created.ok ? readAdminProduct(tx, created.value) : created;
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
