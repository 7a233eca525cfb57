import { VariantParams } from '@/lib/catalog/model';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { Movement, MovementPage, NewMovement } from '@/lib/inventory/model';
import { moveStock } from '@/lib/inventory/move-stock';
import { listMovements, readMovement } from '@/lib/inventory/queries';
import { PageQuery } from '@/lib/shared/pagination';

export const GET = defineRoute(
  {
    name: 'listStockMovements',
    summary: "A variant's movements, newest first",
    params: VariantParams,
    query: PageQuery,
    response: MovementPage,
    actor: 'admin',
  },
  ({ tx, params, query }) => listMovements(tx, { variantId: params.id, ...query }),
);

export const POST = defineRoute(
  {
    name: 'moveStock',
    summary: 'Receive, adjust, write off or take back units',
    params: VariantParams,
    body: NewMovement,
    response: Movement,
    status: 201,
    actor: 'admin',
    idempotent: true,
  },
  async ({ tx, actor, params, body, now }) => {
    const moved = await moveStock(tx, { actor, variantId: params.id, now, ...body });
    return moved.ok ? readMovement(tx, moved.value) : moved;
  },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
