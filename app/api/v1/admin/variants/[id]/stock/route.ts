import { VariantParams } from '@/lib/catalog/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { StockRow } from '@/lib/inventory/model';
import { readStock } from '@/lib/inventory/queries';

export const GET = defineRoute(
  {
    name: 'readStock',
    summary: "One variant's stock and its limits",
    params: VariantParams,
    response: StockRow,
    actor: 'admin',
  },
  ({ tx, params, locale }) => readStock(tx, { variantId: params.id }, { locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
