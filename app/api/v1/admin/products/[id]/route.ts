import { AdminProduct, ProductChange } from '@/lib/catalog/admin-model';
import { readAdminProduct } from '@/lib/catalog/admin-queries';
import { ProductIdParams } from '@/lib/catalog/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { changeStockedProduct } from '@/lib/inventory/change-stocked-product';

export const GET = defineRoute(
  {
    name: 'readAdminProduct',
    summary: 'A product in any state, in every language',
    params: ProductIdParams,
    response: AdminProduct,
    actor: 'admin',
  },
  ({ tx, params }) => readAdminProduct(tx, { productId: params.id }),
);

export const PATCH = defineRoute(
  {
    name: 'changeProduct',
    summary: 'Change what is named of a product; add, change or archive variants',
    params: ProductIdParams,
    body: ProductChange,
    response: AdminProduct,
    actor: 'admin',
  },
  async ({ tx, actor, params, body, now }) => {
    const changed = await changeStockedProduct(tx, { actor, productId: params.id, change: body, now });
    return changed.ok ? readAdminProduct(tx, { productId: params.id }) : changed;
  },
);

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
