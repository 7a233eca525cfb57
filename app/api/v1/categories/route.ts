import { CategoryTree } from '@/lib/catalog/model';
import { readCategoryTree } from '@/lib/catalog/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';

export const GET = defineRoute(
  {
    name: 'listCategories',
    summary: 'The category tree, with the number of products on sale here and below',
    response: CategoryTree,
    actor: 'public',
  },
  async ({ tx, locale }) => ok({ items: await readCategoryTree(tx, { locale }) }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
