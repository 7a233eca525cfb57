import type { AlertError } from '@/lib/alerts/model';
import type { BulkError } from '@/lib/bulk/model';
import type { CartError } from '@/lib/cart/model';
import type { CatalogError } from '@/lib/catalog/model';
import type { PictureError } from '@/lib/catalog/pictures/model';
import type { CouponError } from '@/lib/coupons/model';
import type { DeliveryError } from '@/lib/delivery/model';
import type { IdentityError } from '@/lib/identity/model';
import type { InventoryError } from '@/lib/inventory/model';
import type { NotificationError } from '@/lib/notifications/model';
import type { RestockError } from '@/lib/notifications/restock/model';
import type { OrderError } from '@/lib/orders/model';
import type { SettingsError } from '@/lib/settings/model';
import type { WalletError } from '@/lib/wallet/model';
import type { FieldError } from './field-error';
import type { Readiness } from './readiness';

/** What the HTTP layer itself refuses. */
export type HttpError =
  | { code: 'http.malformed'; detail: string }
  | { code: 'http.badInput'; errors: FieldError[] }
  | { code: 'http.badCursor' }
  | { code: 'http.unauthenticated' }
  | { code: 'http.forbidden' }
  | { code: 'http.crossOrigin' }
  | { code: 'http.notFound' }
  | { code: 'http.methodNotAllowed' }
  | { code: 'http.tooLarge'; limitBytes: number }
  | { code: 'http.unsupportedMediaType'; expected: string }
  | { code: 'http.unavailable'; retryAfterSeconds: number }
  | { code: 'http.tooManyStreams'; retryAfterSeconds: number }
  | { code: 'http.tooManyAtOnce'; retryAfterSeconds: number }
  | { code: 'http.notReady'; retryAfterSeconds: number; detail: string; parts: Readiness }
  | { code: 'http.broken' }
  | { code: 'idempotency.keyMissing' }
  | { code: 'idempotency.keyInvalid' }
  | { code: 'idempotency.keyReused' }
  | { code: 'idempotency.inFlight' };

/** What the administration of jobs refuses. Its use cases stand in inngest/embedded, above lib, so their failures are named here. */
export type JobsError =
  | { code: 'jobs.runNotFound' }
  | { code: 'jobs.notRunning' }
  | { code: 'jobs.stillRunning' }
  | { code: 'jobs.rerunUnderWay' }
  | { code: 'jobs.functionArchived' };

/** Every expected failure of the house. */
export type AppError =
  | HttpError
  | IdentityError
  | CatalogError
  | PictureError
  | InventoryError
  | BulkError
  | WalletError
  | CouponError
  | CartError
  | OrderError
  | DeliveryError
  | RestockError
  | NotificationError
  | AlertError
  | SettingsError
  | JobsError;

/** Error code to HTTP status, once. */
export const errorStatuses = {
  'http.malformed': 400,
  'http.badInput': 400,
  'http.badCursor': 400,
  'http.unauthenticated': 401,
  'http.forbidden': 403,
  'http.crossOrigin': 403,
  'http.notFound': 404,
  'http.methodNotAllowed': 405,
  'http.tooLarge': 413,
  'http.unsupportedMediaType': 415,
  'http.unavailable': 503,
  'http.tooManyStreams': 429,
  'http.tooManyAtOnce': 429,
  'http.notReady': 503,
  'http.broken': 500,
  'idempotency.keyMissing': 400,
  'idempotency.keyInvalid': 400,
  'idempotency.keyReused': 422,
  'idempotency.inFlight': 409,
  'identity.emailTaken': 409,
  'identity.badCredentials': 401,
  'identity.tooManyFailures': 429,
  'identity.addressNotFound': 404,
  'identity.addressLimit': 422,
  'identity.userNotFound': 404,
  'identity.lastAdmin': 409,
  'catalog.productNotFound': 404,
  'catalog.variantNotFound': 404,
  'catalog.categoryNotFound': 422,
  'catalog.slugTaken': 409,
  'catalog.skuTaken': 409,
  'catalog.categoryCycle': 422,
  'catalog.categoryNotEmpty': 409,
  'catalog.categoriesChanged': 409,
  'catalog.productChanged': 409,
  'catalog.compareAtNotAbove': 422,
  'catalog.optionsDiffer': 422,
  'catalog.optionsTwice': 422,
  'catalog.noActiveVariant': 422,
  'catalog.variantLimit': 422,
  'catalog.pictureUnsupported': 422,
  'catalog.pictureUnreadable': 422,
  'catalog.pictureTooManyPixels': 422,
  'catalog.pictureLimit': 422,
  'catalog.pictureNotFound': 404,
  'catalog.pictureUnknown': 422,
  'catalog.picturesChanged': 409,
  'inventory.shortage': 409,
  'inventory.variantNotFound': 404,
  'inventory.negative': 409,
  'inventory.changedMeanwhile': 409,
  'inventory.wrongDirection': 422,
  'inventory.onHandLimit': 422,
  'inventory.expectedNotFound': 404,
  'inventory.expectedEnded': 409,
  'import.notFound': 404,
  'import.columns': 422,
  'import.workbook': 422,
  'import.notUtf8': 422,
  'import.unreadable': 422,
  'import.empty': 422,
  'import.tooManyRows': 422,
  'import.notReady': 409,
  'wallet.insufficient': 422,
  'wallet.balanceLimit': 422,
  'payment.declined': 422,
  'payment.pending': 503,
  'coupon.campaignNotFound': 404,
  'coupon.campaignChanged': 409,
  'coupon.campaignFixed': 409,
  'coupon.campaignInvalid': 422,
  'coupon.codeTaken': 409,
  'coupon.scopeUnknown': 422,
  'coupon.notOpen': 422,
  'coupon.limitReached': 409,
  'coupon.notEligible': 422,
  'coupon.soldOut': 409,
  'coupon.unknownCode': 404,
  'coupon.tooManyWrongCodes': 429,
  'coupon.notFound': 404,
  'coupon.ticketNotFound': 404,
  'coupon.gone': 409,
  'coupon.notRevocable': 409,
  'coupon.revocationNotFound': 404,
  'coupon.grantNotFound': 404,
  'coupon.flagNotFound': 404,
  'coupon.flagDecided': 409,
  'cart.quantityLimit': 422,
  'cart.lineLimit': 422,
  'cart.variantNotFound': 404,
  'cart.empty': 422,
  'cart.changed': 409,
  'cart.alreadyOrdered': 409,
  'settings.changed': 409,
  'order.totalChanged': 409,
  'order.totalLimit': 422,
  'order.unpaidLimit': 422,
  'order.notFound': 404,
  'order.notPayable': 409,
  'order.holdNotRenewable': 409,
  'order.addressFixed': 409,
  'order.notCancellable': 409,
  'order.cancelWindowClosed': 422,
  'order.wholeOnly': 422,
  'order.unitsNotLeft': 409,
  'order.refundChanged': 409,
  'order.notShipped': 409,
  'order.transitionNotAllowed': 409,
  'delivery.endpointNotFound': 404,
  'delivery.notFound': 404,
  'delivery.targetRefused': 422,
  'delivery.notRetryable': 409,
  'delivery.notSkippable': 409,
  'delivery.beingSent': 409,
  'delivery.batchWaitTooLong': 422,
  'delivery.secretJustRotated': 409,
  'delivery.secretsOverlap': 409,
  'delivery.resyncUnwanted': 409,
  'delivery.jobNotFound': 404,
  'delivery.badWindow': 422,
  'restock.alreadySubscribed': 409,
  'restock.inStock': 422,
  'restock.notFound': 404,
  'restock.unknownLink': 404,
  'restock.linkExpired': 409,
  'restock.tooManySignUps': 429,
  'notification.notFound': 404,
  'notification.unknownLink': 404,
  'notification.notResendable': 409,
  'alert.notFound': 404,
  'alert.notAcknowledgeable': 409,
  'jobs.runNotFound': 404,
  'jobs.notRunning': 409,
  'jobs.stillRunning': 409,
  'jobs.rerunUnderWay': 409,
  'jobs.functionArchived': 409,
} satisfies Record<AppError['code'], number>;

export function statusOf(error: AppError): number {
  return errorStatuses[error.code];
}
