import { AdminCategory, AdminCategoryList, NewCategory } from '@/lib/catalog/admin-model';
import { listAdminCategories, readAdminCategory } from '@/lib/catalog/admin-queries';
import { createCategory } from '@/lib/catalog/create-category';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';

export const GET = defineRoute(
  {
    name: 'listAdminCategories',
    summary: 'Every category, in every language',
    response: AdminCategoryList,
    actor: 'admin',
  },
  async ({ tx }) => ok({ items: await listAdminCategories(tx) }),
);

export const POST = defineRoute(
  {
    name: 'createCategory',
    summary: 'Create a category',
    body: NewCategory,
    response: AdminCategory,
    status: 201,
    actor: 'admin',
  },
  async ({ tx, actor, body, now }) => {
    const created = await createCategory(tx, { actor, category: body, now });
    return created.ok ? readAdminCategory(tx, created.value) : created;
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
