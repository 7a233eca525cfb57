import { ProductPage, ProductQuery } from '@/lib/catalog/model';
import { listProducts } from '@/lib/catalog/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'listProducts',
    summary: 'Products on sale, filtered and sorted',
    query: ProductQuery,
    response: ProductPage,
    actor: 'public',
  },
  ({ tx, query, locale }) => listProducts(tx, query, { locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
