import { applyProductImportsFunction } from './functions/apply-product-imports';
import { continueDeliveryJobs } from './functions/continue-delivery-jobs';
import { countVariantSalesFunction } from './functions/count-variant-sales';
import { endCartFunction } from './functions/end-cart';
import { expireCouponsFunction } from './functions/expire-coupons';
import { expireOrderFunction } from './functions/expire-order';
import { giveUpRemovedFunction } from './functions/give-up-removed';
import { grantCouponsFunction } from './functions/grant-coupons';
import { issueAutomaticCouponsFunction } from './functions/issue-automatic-coupons';
import { mailAlertsFunction } from './functions/mail-alerts';
import { mailOrderEventsFunction } from './functions/mail-order-events';
import { pumpDelivery } from './functions/pump-delivery';
import { rankListingsFunction } from './functions/rank-listings';
import { recalculateTiersFunction } from './functions/recalculate-tiers';
import { remindOfCouponsFunction } from './functions/remind-of-coupons';
import { revokeCouponsFunction } from './functions/revoke-coupons';
import { rollUpSalesFunction } from './functions/roll-up-sales';
import { sendMessagesFunction } from './functions/send-messages';
import { serveTicketsFunction } from './functions/serve-tickets';
import { sweepCartsFunction } from './functions/sweep-carts';
import { sweepDeliveriesFunction } from './functions/sweep-deliveries';
import { sweepDueDeliveries } from './functions/sweep-due-deliveries';
import { sweepExpiredOrdersFunction } from './functions/sweep-expired-orders';
import { sweepIdempotencyKeysFunction } from './functions/sweep-idempotency-keys';
import { sweepOpenTopUpsFunction } from './functions/sweep-open-top-ups';
import { sweepPicturesFunction } from './functions/sweep-pictures';
import { sweepProductImportsFunction } from './functions/sweep-product-imports';
import { sweepRestocksFunction } from './functions/sweep-restocks';
import { tellWaitingFunction } from './functions/tell-waiting';
import { tendEndpointsFunction } from './functions/tend-endpoints';
import { watchCouponAbuseFunction } from './functions/watch-coupon-abuse';
import { watchDeliveries } from './functions/watch-deliveries';

/** Every function of the app. What is not in this list is not registered, and its schedules stop. */
export const functions = [
  applyProductImportsFunction,
  continueDeliveryJobs,
  countVariantSalesFunction,
  endCartFunction,
  expireCouponsFunction,
  expireOrderFunction,
  giveUpRemovedFunction,
  grantCouponsFunction,
  issueAutomaticCouponsFunction,
  mailAlertsFunction,
  mailOrderEventsFunction,
  pumpDelivery,
  rankListingsFunction,
  recalculateTiersFunction,
  remindOfCouponsFunction,
  revokeCouponsFunction,
  rollUpSalesFunction,
  sendMessagesFunction,
  serveTicketsFunction,
  sweepCartsFunction,
  sweepDeliveriesFunction,
  sweepDueDeliveries,
  sweepExpiredOrdersFunction,
  sweepIdempotencyKeysFunction,
  sweepOpenTopUpsFunction,
  sweepPicturesFunction,
  sweepRestocksFunction,
  tellWaitingFunction,
  tendEndpointsFunction,
  sweepProductImportsFunction,
  watchCouponAbuseFunction,
  watchDeliveries,
];
