import { VariantParams } from '@/lib/catalog/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { expectStock } from '@/lib/inventory/expect-stock';
import { listExpectedStock, readExpectedStock } from '@/lib/inventory/expected-stock-queries';
import { ExpectedStock, ExpectedStockPage, NewExpectedStock } from '@/lib/inventory/model';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listExpectedStock',
    summary: 'What was ordered of a variant from suppliers, newest first',
    params: VariantParams,
    query: PageQuery,
    response: ExpectedStockPage,
    actor: 'admin',
  },
  ({ tx, params, query }) => listExpectedStock(tx, { variantId: params.id, ...query }),
);

export const POST = defineRoute(
  {
    name: 'expectStock',
    summary: 'Note units that were ordered from a supplier',
    params: VariantParams,
    body: NewExpectedStock,
    response: ExpectedStock,
    status: 201,
    actor: 'admin',
    idempotent: true,
  },
  async ({ tx, actor, params, body, now }) => {
    const expected = await expectStock(tx, { actor, variantId: params.id, now, ...body });
    return expected.ok ? readExpectedStock(tx, expected.value) : expected;
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
