import { applyProductImportsFunction } from './functions/apply-product-imports';
import { expireOrderFunction } from './functions/expire-order';
import { pumpDelivery } from './functions/pump-delivery';
import { rankListingsFunction } from './functions/rank-listings';
import { rollUpSalesFunction } from './functions/roll-up-sales';
import { sweepCartsFunction } from './functions/sweep-carts';
import { sweepDueDeliveries } from './functions/sweep-due-deliveries';
import { sweepExpiredOrdersFunction } from './functions/sweep-expired-orders';
import { sweepIdempotencyKeysFunction } from './functions/sweep-idempotency-keys';
import { sweepOpenTopUpsFunction } from './functions/sweep-open-top-ups';
import { sweepProductImportsFunction } from './functions/sweep-product-imports';

/** Every function of the app. What is not in this list is not registered, and its schedules stop. */
export const functions = [
  applyProductImportsFunction,
  expireOrderFunction,
  pumpDelivery,
  rankListingsFunction,
  rollUpSalesFunction,
  sweepCartsFunction,
  sweepDueDeliveries,
  sweepExpiredOrdersFunction,
  sweepIdempotencyKeysFunction,
  sweepOpenTopUpsFunction,
  sweepProductImportsFunction,
];
