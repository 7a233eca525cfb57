import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { RestockVariantPage } from '@/lib/notifications/restock/model';
import { listRestockVariants } from '@/lib/notifications/restock/queries';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listRestockVariants',
    summary: 'Variants that people wait for, the longest line first',
    query: PageQuery,
    response: RestockVariantPage,
    actor: 'admin',
  },
  ({ tx, query, locale }) => listRestockVariants(tx, query, { locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
