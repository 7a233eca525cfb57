import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { PopularProducts } from '@/lib/insights/model';
import { readPopularProducts } from '@/lib/insights/popular-products';
import { ok } from '@/lib/shared/result';

export const GET = defineRoute(
  {
    name: 'listPopularProducts',
    summary: 'The five products that sold most in the last three days',
    response: PopularProducts,
    actor: 'public',
  },
  async ({ tx, locale }) => ok(await readPopularProducts(tx, { locale })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
