import { VariantParams } from '@/lib/catalog/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { StockRow, Thresholds } from '@/lib/inventory/model';
import { readStock } from '@/lib/inventory/queries';
import { setThresholds } from '@/lib/inventory/set-thresholds';

export const PUT = defineRoute(
  {
    name: 'setThresholds',
    summary: 'Set where stock begins to be low, and where it is too much',
    params: VariantParams,
    body: Thresholds,
    response: StockRow,
    actor: 'admin',
  },
  async ({ tx, actor, params, body, locale }) => {
    const set = await setThresholds(tx, { actor, variantId: params.id, ...body });
    return set.ok ? readStock(tx, { variantId: params.id }, { locale }) : set;
  },
);

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods({ PUT });
