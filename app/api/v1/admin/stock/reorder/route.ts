import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { listToReorder } from '@/lib/inventory/list-to-reorder';
import { ReorderPage } from '@/lib/inventory/model';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listToReorder',
    summary: 'What to reorder: at or below its minimum, or soon; furthest below first',
    query: PageQuery,
    response: ReorderPage,
    actor: 'admin',
  },
  ({ tx, query, locale, now }) => listToReorder(tx, query, { locale, now }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
