import type { Locale } from '@/lib/shared/locale';
import enAccount from './messages/en/account.json';
import enAdmin from './messages/en/admin.json';
import enImports from './messages/en/admin-imports.json';
import enCheckout from './messages/en/checkout.json';
import enCommon from './messages/en/common.json';
import enShop from './messages/en/shop.json';
import koAccount from './messages/ko/account.json';
import koAdmin from './messages/ko/admin.json';
import koImports from './messages/ko/admin-imports.json';
import koCheckout from './messages/ko/checkout.json';
import koCommon from './messages/ko/common.json';
import koShop from './messages/ko/shop.json';

const ko = {
  common: koCommon,
  shop: koShop,
  checkout: koCheckout,
  account: koAccount,
  admin: { ...koAdmin, imports: koImports },
};
const en = {
  common: enCommon,
  shop: enShop,
  checkout: enCheckout,
  account: enAccount,
  admin: { ...enAdmin, imports: enImports },
};

/** Korean is written first, so it names the keys. messages.test.ts keeps English complete. */
export type Messages = typeof ko;

const byLocale: Record<Locale, Messages> = { ko, en };

export function messagesOf(locale: Locale): Messages {
  return byLocale[locale];
}
