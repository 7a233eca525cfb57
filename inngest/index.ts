import { expireOrderFunction } from './functions/expire-order';
import { sweepExpiredOrdersFunction } from './functions/sweep-expired-orders';
import { sweepIdempotencyKeysFunction } from './functions/sweep-idempotency-keys';

/** Every function of the app. What is not in this list is not registered, and its schedules stop. */
export const functions = [expireOrderFunction, sweepExpiredOrdersFunction, sweepIdempotencyKeysFunction];
