import type { Locale } from '@/lib/shared/locale';

/** Who sells, as invoices say it. The demo shop is imaginary, and so are its numbers. */
export const seller = {
  name: { ko: '마루', en: 'Maru' },
  representative: { ko: '김마루', en: 'Maru Kim' },
  address: { ko: '서울특별시 종로구 계동길 1', en: '1 Gyedong-gil, Jongno-gu, Seoul' },
  registrationNumber: '000-00-00000',
  email: 'help@maru.example',
} satisfies Record<string, string | Record<Locale, string>>;
