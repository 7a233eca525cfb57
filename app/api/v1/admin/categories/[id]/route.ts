import { AdminCategory, CategoryChange } from '@/lib/catalog/admin-model';
import { readAdminCategory } from '@/lib/catalog/admin-queries';
import { changeCategory } from '@/lib/catalog/change-category';
import { CategoryParams } from '@/lib/catalog/model';
import { removeCategory } from '@/lib/catalog/remove-category';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readAdminCategory',
    summary: 'One category, in every language',
    params: CategoryParams,
    response: AdminCategory,
    actor: 'admin',
  },
  ({ tx, params }) => readAdminCategory(tx, { categoryId: params.id }),
);

export const PATCH = defineRoute(
  {
    name: 'changeCategory',
    summary: 'Rename or move a category',
    params: CategoryParams,
    body: CategoryChange,
    response: AdminCategory,
    actor: 'admin',
  },
  async ({ tx, actor, params, body }) => {
    const changed = await changeCategory(tx, { actor, categoryId: params.id, change: body });
    return changed.ok ? readAdminCategory(tx, { categoryId: params.id }) : changed;
  },
);

export const DELETE = defineRoute(
  {
    name: 'removeCategory',
    summary: 'Remove a category that nothing is in',
    params: CategoryParams,
    actor: 'admin',
  },
  ({ tx, actor, params }) => removeCategory(tx, { actor, categoryId: params.id }),
);

export const { POST, PUT, OPTIONS } = otherMethods({ GET, PATCH, DELETE });
