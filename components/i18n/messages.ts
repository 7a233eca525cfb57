import type { Locale } from '@/lib/shared/locale';
import enAccount from './messages/en/account.json';
import enAdmin from './messages/en/admin.json';
import enAdminAlerts from './messages/en/admin-alerts.json';
import enAdminAudit from './messages/en/admin-audit.json';
import enAdminCoupons from './messages/en/admin-coupons.json';
import enAdminDeliveries from './messages/en/admin-deliveries.json';
import enAdminImports from './messages/en/admin-imports.json';
import enAdminRestocks from './messages/en/admin-restocks.json';
import enAdminUsers from './messages/en/admin-users.json';
import enCancellation from './messages/en/cancellation.json';
import enCatalogOffice from './messages/en/catalog-office.json';
import enCheckout from './messages/en/checkout.json';
import enCommon from './messages/en/common.json';
import enCoupons from './messages/en/coupons.json';
import enOrders from './messages/en/orders.json';
import enRestock from './messages/en/restock.json';
import enShop from './messages/en/shop.json';
import koAccount from './messages/ko/account.json';
import koAdmin from './messages/ko/admin.json';
import koAdminAlerts from './messages/ko/admin-alerts.json';
import koAdminAudit from './messages/ko/admin-audit.json';
import koAdminCoupons from './messages/ko/admin-coupons.json';
import koAdminDeliveries from './messages/ko/admin-deliveries.json';
import koAdminImports from './messages/ko/admin-imports.json';
import koAdminRestocks from './messages/ko/admin-restocks.json';
import koAdminUsers from './messages/ko/admin-users.json';
import koCancellation from './messages/ko/cancellation.json';
import koCatalogOffice from './messages/ko/catalog-office.json';
import koCheckout from './messages/ko/checkout.json';
import koCommon from './messages/ko/common.json';
import koCoupons from './messages/ko/coupons.json';
import koOrders from './messages/ko/orders.json';
import koRestock from './messages/ko/restock.json';
import koShop from './messages/ko/shop.json';

const ko = {
  common: koCommon,
  shop: koShop,
  checkout: koCheckout,
  cancellation: koCancellation,
  orders: koOrders,
  account: koAccount,
  restock: koRestock,
  coupons: koCoupons,
  admin: {
    ...koAdmin,
    ...koAdminAlerts,
    ...koCatalogOffice,
    audit: koAdminAudit,
    coupons: koAdminCoupons,
    deliveries: koAdminDeliveries,
    imports: koAdminImports,
    restocks: koAdminRestocks,
    users: koAdminUsers,
  },
};
const en = {
  common: enCommon,
  shop: enShop,
  checkout: enCheckout,
  cancellation: enCancellation,
  orders: enOrders,
  account: enAccount,
  restock: enRestock,
  coupons: enCoupons,
  admin: {
    ...enAdmin,
    ...enAdminAlerts,
    ...enCatalogOffice,
    audit: enAdminAudit,
    coupons: enAdminCoupons,
    deliveries: enAdminDeliveries,
    imports: enAdminImports,
    restocks: enAdminRestocks,
    users: enAdminUsers,
  },
};

/** Korean is written first, so it names the keys. messages.test.ts keeps English complete. */
export type Messages = typeof ko;

const byLocale: Record<Locale, Messages> = { ko, en };

export function messagesOf(locale: Locale): Messages {
  return byLocale[locale];
}
