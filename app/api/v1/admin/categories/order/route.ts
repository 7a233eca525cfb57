import { CategoryOrder } from '@/lib/catalog/admin-model';
import { arrangeCategories } from '@/lib/catalog/arrange-categories';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const PUT = defineRoute(
  {
    name: 'arrangeCategories',
    summary: 'Put all children of a category, or all roots, into an order',
    body: CategoryOrder,
    actor: 'admin',
  },
  ({ tx, actor, body }) => arrangeCategories(tx, { actor, order: body }),
);

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods({ PUT });
