import { findProducts } from '@/lib/catalog/find-products';
import { ProductListQuery, ProductPage } from '@/lib/catalog/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'listProducts',
    summary: 'Products on sale, searched, filtered and sorted; with `facets=true` also what further choices would show',
    query: ProductListQuery,
    response: ProductPage,
    actor: 'public',
  },
  ({ tx, query, locale }) => findProducts(tx, query, { locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
