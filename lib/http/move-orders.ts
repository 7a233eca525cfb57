import { createHash } from 'node:crypto';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import type { BulkTransitionInput, OrderStatus, TransitionError, TransitionResult } from '@/lib/orders/model';
import { transitionOrder } from '@/lib/orders/transition-order';
import { err, ok, type Result } from '@/lib/shared/result';
import { type IdempotencyFailure, type IdempotentRequest, once } from './idempotency';

type MoveOrders = BulkTransitionInput & { actor: Actor; idempotency: IdempotentRequest; now: Date };

/**
 * Moves many orders along, one after the other, each in a transaction of its own: an order that can't be moved keeps none of the others back,
 * and none is locked for longer than it takes itself.
 *
 * Each move is stored under a key of its own beside the request's, so a retry of a request that a crash cut short moves the rest, and answers for
 * all of them. Errors: `idempotency.keyReused`, and `idempotency.inFlight` while a twin of the request is at work.
 */
export async function moveOrders({
  orderIds,
  idempotency,
  ...move
}: MoveOrders): Promise<Result<TransitionResult[], IdempotencyFailure>> {
  const results: TransitionResult[] = [];
  for (const orderId of orderIds) {
    const moved = await inTransaction((tx) =>
      once(tx, { ...idempotency, key: keyFor(idempotency, orderId) }, async () => {
        const order = await transitionOrder(tx, { ...move, orderId });
        return order.ok ? ok({ status: 200, body: order.value.status }) : order;
      }),
    );
    if (moved.ok) results.push({ orderId, ok: true, status: moved.value.body as OrderStatus });
    else if (moved.error.code === 'idempotency.keyReused' || moved.error.code === 'idempotency.inFlight')
      return err({ code: moved.error.code });
    else results.push({ orderId, ok: false, ...whyNot(moved.error) });
  }
  return ok(results);
}

/** With a space in it, it is none that a client could send. */
function keyFor({ key }: IdempotentRequest, orderId: string): string {
  return `${createHash('sha256').update(key).digest('hex')} ${orderId}`;
}

function whyNot(error: TransitionError): Pick<TransitionResult, 'status' | 'code'> {
  return { status: error.code === 'order.notFound' ? null : error.orderStatus, code: error.code };
}
