import { ProductPage, ProductQuery } from '@/lib/catalog/model';
import { listProducts } from '@/lib/catalog/queries';
import { defineRoute } from '@/lib/http/define-route';

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
