import type { RouteTable } from '@/lib/http/openapi';
import * as adminAbuseDecision from './admin/abuse-flags/[id]/decision/route';
import * as adminAbuseFlags from './admin/abuse-flags/route';
import * as adminAlertAcknowledgement from './admin/alerts/[id]/acknowledgement/route';
import * as adminAlerts from './admin/alerts/route';
import * as adminAuditLog from './admin/audit-log/route';
import * as adminCategory from './admin/categories/[id]/route';
import * as adminCategoryOrder from './admin/categories/order/route';
import * as adminCategories from './admin/categories/route';
import * as adminCouponCodes from './admin/coupon-campaigns/[id]/codes/route';
import * as adminCouponsOfCampaign from './admin/coupon-campaigns/[id]/coupons/route';
import * as adminCouponGrants from './admin/coupon-campaigns/[id]/grants/route';
import * as adminCampaignRevocation from './admin/coupon-campaigns/[id]/revocation/route';
import * as adminCouponCampaign from './admin/coupon-campaigns/[id]/route';
import * as adminCouponStats from './admin/coupon-campaigns/[id]/stats/route';
import * as adminCouponCampaigns from './admin/coupon-campaigns/route';
import * as adminCouponTrial from './admin/coupon-campaigns/trial/route';
import * as adminCouponHistory from './admin/coupons/[id]/history/route';
import * as adminCouponRevocation from './admin/coupons/[id]/revocation/route';
import * as adminDeadDeliveries from './admin/dead-deliveries/route';
import * as adminDeliveryRetry from './admin/deliveries/[id]/retry/route';
import * as adminDelivery from './admin/deliveries/[id]/route';
import * as adminDeliverySkip from './admin/deliveries/[id]/skip/route';
import * as adminDeliveryExport from './admin/deliveries/export/route';
import * as adminDeliveryReplay from './admin/deliveries/replay/route';
import * as adminDeliveries from './admin/deliveries/route';
import * as adminBreaker from './admin/delivery-endpoints/[id]/breaker/route';
import * as adminBreakerEvents from './admin/delivery-endpoints/[id]/breaker-events/route';
import * as adminResync from './admin/delivery-endpoints/[id]/resync/route';
import * as adminEndpoint from './admin/delivery-endpoints/[id]/route';
import * as adminSecretRotation from './admin/delivery-endpoints/[id]/secret-rotation/route';
import * as adminEndpoints from './admin/delivery-endpoints/route';
import * as adminDeliveryJob from './admin/delivery-jobs/[id]/route';
import * as adminDeliveryJobs from './admin/delivery-jobs/route';
import * as adminDeliveryStats from './admin/delivery-stats/route';
import * as adminExpectedStock from './admin/expected-stock/[id]/route';
import * as adminJobs from './admin/jobs/route';
import * as adminJobCancellation from './admin/jobs/runs/[id]/cancellation/route';
import * as adminJobRerun from './admin/jobs/runs/[id]/rerun/route';
import * as adminJobRun from './admin/jobs/runs/[id]/route';
import * as adminJobRuns from './admin/jobs/runs/route';
import * as adminNotificationResend from './admin/notifications/[id]/resend/route';
import * as adminNotification from './admin/notifications/[id]/route';
import * as adminNotifications from './admin/notifications/route';
import * as adminBulkTransitionPreview from './admin/order-transitions/preview/route';
import * as adminBulkTransitions from './admin/order-transitions/route';
import * as adminOrderCancellationPreview from './admin/orders/[id]/cancellations/preview/route';
import * as adminOrderCancellations from './admin/orders/[id]/cancellations/route';
import * as adminOrder from './admin/orders/[id]/route';
import * as adminOrderTracking from './admin/orders/[id]/tracking/route';
import * as adminOrderTransitions from './admin/orders/[id]/transitions/route';
import * as adminOrderExport from './admin/orders/export/route';
import * as adminOrders from './admin/orders/route';
import * as adminPicture from './admin/pictures/[id]/route';
import * as adminPictures from './admin/products/[id]/pictures/route';
import * as adminProduct from './admin/products/[id]/route';
import * as adminProductExport from './admin/products/export/route';
import * as adminImportApplication from './admin/products/import/[id]/application/route';
import * as adminImportBadRows from './admin/products/import/[id]/bad-rows/route';
import * as adminImportChanges from './admin/products/import/[id]/changes/route';
import * as adminImportProblems from './admin/products/import/[id]/problems/route';
import * as adminImport from './admin/products/import/[id]/route';
import * as adminImports from './admin/products/import/route';
import * as adminProducts from './admin/products/route';
import * as adminRestock from './admin/restock-subscriptions/[id]/route';
import * as adminRestocks from './admin/restock-subscriptions/route';
import * as adminRestockVariants from './admin/restock-variants/route';
import * as adminRestockWaves from './admin/restock-waves/route';
import * as adminSettings from './admin/settings/route';
import * as adminReorder from './admin/stock/reorder/route';
import * as adminStock from './admin/stock/route';
import * as adminUserRevocations from './admin/users/[id]/coupon-revocations/route';
import * as adminUser from './admin/users/[id]/route';
import * as adminUsers from './admin/users/route';
import * as adminVariantExpectedStock from './admin/variants/[id]/expected-stock/route';
import * as adminVariant from './admin/variants/[id]/route';
import * as adminVariantStock from './admin/variants/[id]/stock/route';
import * as adminVariantMovements from './admin/variants/[id]/stock-movements/route';
import * as adminVariantThresholds from './admin/variants/[id]/thresholds/route';
import * as adminVariants from './admin/variants/route';
import * as currentToken from './auth/tokens/current/route';
import * as tokens from './auth/tokens/route';
import * as cartBestCoupons from './cart/best-coupons/route';
import * as cartCoupons from './cart/coupons/route';
import * as cartLine from './cart/lines/[variantId]/route';
import * as cart from './cart/route';
import * as categories from './categories/route';
import * as couponTicket from './coupon-campaigns/[id]/claims/[ticketId]/route';
import * as couponClaims from './coupon-campaigns/[id]/claims/route';
import * as couponOffer from './coupon-campaigns/[id]/route';
import * as couponOffers from './coupon-campaigns/route';
import * as couponHistory from './coupons/[id]/history/route';
import * as couponRedemptions from './coupons/redemptions/route';
import * as coupons from './coupons/route';
import * as address from './me/addresses/[id]/route';
import * as addresses from './me/addresses/route';
import * as me from './me/route';
import * as orderCancellationPreview from './orders/[id]/cancellations/preview/route';
import * as orderCancellations from './orders/[id]/cancellations/route';
import * as orderHoldRenewal from './orders/[id]/hold-renewal/route';
import * as orderPayment from './orders/[id]/payment/route';
import * as order from './orders/[id]/route';
import * as orderShippingAddress from './orders/[id]/shipping-address/route';
import * as orders from './orders/route';
import * as product from './products/[idOrSlug]/route';
import * as popularProducts from './products/popular/route';
import * as products from './products/route';
import * as restock from './restock-subscriptions/[id]/route';
import * as restocks from './restock-subscriptions/route';
import * as suggestions from './search/suggestions/route';
import * as stockEvents from './stock/events/route';
import * as stock from './stock/route';
import * as users from './users/route';
import * as variantStock from './variants/[id]/stock/route';
import * as walletEntryExport from './wallet/entries/export/route';
import * as walletEntries from './wallet/entries/route';
import * as wallet from './wallet/route';
import * as walletTopUps from './wallet/top-ups/route';

/** Every route below /api/v1, by section and path, as /api/docs shows them. A test finds what is missing here. */
export const routes = {
  Identity: {
    '/users': users,
    '/auth/tokens': tokens,
    '/auth/tokens/current': currentToken,
    '/me': me,
    '/me/addresses': addresses,
    '/me/addresses/{id}': address,
  },
  'Catalogue and stock': {
    '/categories': categories,
    '/products': products,
    '/products/popular': popularProducts,
    '/products/{idOrSlug}': product,
    '/search/suggestions': suggestions,
    '/variants/{id}/stock': variantStock,
    '/stock': stock,
    '/stock/events': stockEvents,
    '/restock-subscriptions': restocks,
    '/restock-subscriptions/{id}': restock,
  },
  Cart: {
    '/cart': cart,
    '/cart/lines/{variantId}': cartLine,
    '/cart/coupons': cartCoupons,
    '/cart/best-coupons': cartBestCoupons,
  },
  Coupons: {
    '/coupon-campaigns': couponOffers,
    '/coupon-campaigns/{id}': couponOffer,
    '/coupon-campaigns/{id}/claims': couponClaims,
    '/coupon-campaigns/{id}/claims/{ticketId}': couponTicket,
    '/coupons': coupons,
    '/coupons/redemptions': couponRedemptions,
    '/coupons/{id}/history': couponHistory,
  },
  'Orders and payment': {
    '/orders': orders,
    '/orders/{id}': order,
    '/orders/{id}/cancellations': orderCancellations,
    '/orders/{id}/cancellations/preview': orderCancellationPreview,
    '/orders/{id}/hold-renewal': orderHoldRenewal,
    '/orders/{id}/payment': orderPayment,
    '/orders/{id}/shipping-address': orderShippingAddress,
  },
  Wallet: {
    '/wallet': wallet,
    '/wallet/entries': walletEntries,
    '/wallet/entries/export': walletEntryExport,
    '/wallet/top-ups': walletTopUps,
  },
  'Back office: goods': {
    '/admin/categories': adminCategories,
    '/admin/categories/order': adminCategoryOrder,
    '/admin/categories/{id}': adminCategory,
    '/admin/products': adminProducts,
    '/admin/products/{id}': adminProduct,
    '/admin/products/{id}/pictures': adminPictures,
    '/admin/pictures/{id}': adminPicture,
    '/admin/products/import': adminImports,
    '/admin/products/import/{id}': adminImport,
    '/admin/products/import/{id}/changes': adminImportChanges,
    '/admin/products/import/{id}/problems': adminImportProblems,
    '/admin/products/import/{id}/bad-rows': adminImportBadRows,
    '/admin/products/import/{id}/application': adminImportApplication,
    '/admin/products/export': adminProductExport,
    '/admin/variants': adminVariants,
    '/admin/variants/{id}': adminVariant,
    '/admin/variants/{id}/stock': adminVariantStock,
    '/admin/variants/{id}/stock-movements': adminVariantMovements,
    '/admin/variants/{id}/thresholds': adminVariantThresholds,
    '/admin/variants/{id}/expected-stock': adminVariantExpectedStock,
    '/admin/expected-stock/{id}': adminExpectedStock,
    '/admin/stock': adminStock,
    '/admin/restock-subscriptions': adminRestocks,
    '/admin/restock-subscriptions/{id}': adminRestock,
    '/admin/restock-variants': adminRestockVariants,
    '/admin/restock-waves': adminRestockWaves,
    '/admin/stock/reorder': adminReorder,
  },
  'Back office: orders': {
    '/admin/orders': adminOrders,
    '/admin/orders/export': adminOrderExport,
    '/admin/orders/{id}': adminOrder,
    '/admin/orders/{id}/cancellations': adminOrderCancellations,
    '/admin/orders/{id}/cancellations/preview': adminOrderCancellationPreview,
    '/admin/orders/{id}/tracking': adminOrderTracking,
    '/admin/orders/{id}/transitions': adminOrderTransitions,
    '/admin/order-transitions': adminBulkTransitions,
    '/admin/order-transitions/preview': adminBulkTransitionPreview,
  },
  'Back office: coupons': {
    '/admin/coupon-campaigns': adminCouponCampaigns,
    '/admin/coupon-campaigns/trial': adminCouponTrial,
    '/admin/coupon-campaigns/{id}': adminCouponCampaign,
    '/admin/coupon-campaigns/{id}/stats': adminCouponStats,
    '/admin/coupon-campaigns/{id}/coupons': adminCouponsOfCampaign,
    '/admin/coupon-campaigns/{id}/grants': adminCouponGrants,
    '/admin/coupon-campaigns/{id}/codes': adminCouponCodes,
    '/admin/coupon-campaigns/{id}/revocation': adminCampaignRevocation,
    '/admin/coupons/{id}/history': adminCouponHistory,
    '/admin/coupons/{id}/revocation': adminCouponRevocation,
    '/admin/abuse-flags': adminAbuseFlags,
    '/admin/abuse-flags/{id}/decision': adminAbuseDecision,
  },
  'Back office: customers': {
    '/admin/users': adminUsers,
    '/admin/users/{id}': adminUser,
    '/admin/users/{id}/coupon-revocations': adminUserRevocations,
  },
  'Back office: delivery': {
    '/admin/delivery-endpoints': adminEndpoints,
    '/admin/delivery-endpoints/{id}': adminEndpoint,
    '/admin/delivery-endpoints/{id}/secret-rotation': adminSecretRotation,
    '/admin/delivery-endpoints/{id}/resync': adminResync,
    '/admin/delivery-endpoints/{id}/breaker': adminBreaker,
    '/admin/delivery-endpoints/{id}/breaker-events': adminBreakerEvents,
    '/admin/deliveries': adminDeliveries,
    '/admin/deliveries/export': adminDeliveryExport,
    '/admin/deliveries/replay': adminDeliveryReplay,
    '/admin/deliveries/{id}': adminDelivery,
    '/admin/deliveries/{id}/retry': adminDeliveryRetry,
    '/admin/deliveries/{id}/skip': adminDeliverySkip,
    '/admin/dead-deliveries': adminDeadDeliveries,
    '/admin/delivery-stats': adminDeliveryStats,
    '/admin/delivery-jobs': adminDeliveryJobs,
    '/admin/delivery-jobs/{id}': adminDeliveryJob,
  },
  'Back office: alerts and mail': {
    '/admin/alerts': adminAlerts,
    '/admin/alerts/{id}/acknowledgement': adminAlertAcknowledgement,
    '/admin/notifications': adminNotifications,
    '/admin/notifications/{id}': adminNotification,
    '/admin/notifications/{id}/resend': adminNotificationResend,
  },
  'Back office: system': {
    '/admin/audit-log': adminAuditLog,
    '/admin/settings': adminSettings,
    '/admin/jobs': adminJobs,
    '/admin/jobs/runs': adminJobRuns,
    '/admin/jobs/runs/{id}': adminJobRun,
    '/admin/jobs/runs/{id}/cancellation': adminJobCancellation,
    '/admin/jobs/runs/{id}/rerun': adminJobRerun,
  },
} satisfies RouteTable;
