import { VariantParams, VariantStock } from '@/lib/catalog/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { readVariantStock } from '@/lib/inventory/read-stock';

export const GET = defineRoute(
  {
    name: 'readVariantStock',
    summary: 'How much of a variant can be bought right now',
    params: VariantParams,
    response: VariantStock,
    actor: 'public',
  },
  ({ tx, params, now }) => readVariantStock(tx, { variantId: params.id, now }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
