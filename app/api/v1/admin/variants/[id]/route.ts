import { AdminVariant, VariantChange } from '@/lib/catalog/admin-model';
import { readAdminVariant } from '@/lib/catalog/admin-queries';
import { VariantParams } from '@/lib/catalog/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { changeStockedVariant } from '@/lib/inventory/change-stocked-variant';

export const GET = defineRoute(
  {
    name: 'readAdminVariant',
    summary: 'A variant in any state, with its stock',
    params: VariantParams,
    response: AdminVariant,
    actor: 'admin',
  },
  ({ tx, params }) => readAdminVariant(tx, { variantId: params.id }),
);

export const PATCH = defineRoute(
  {
    name: 'changeVariant',
    summary: "Change a variant's price, SKU, options or limit, or archive it",
    params: VariantParams,
    body: VariantChange,
    response: AdminVariant,
    actor: 'admin',
  },
  async ({ tx, actor, params, body, now }) => {
    const changed = await changeStockedVariant(tx, { actor, variantId: params.id, change: body, now });
    return changed.ok ? readAdminVariant(tx, { variantId: params.id }) : changed;
  },
);

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
