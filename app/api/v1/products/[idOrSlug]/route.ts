import { ProductDetail, ProductParams } from '@/lib/catalog/model';
import { readProduct } from '@/lib/catalog/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readProduct',
    summary: 'A product on sale with its variants and their stock',
    params: ProductParams,
    response: ProductDetail,
    actor: 'public',
  },
  ({ tx, params, now, locale }) => readProduct(tx, { ...params, now }, { locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
