import type { Discount } from '@/lib/coupons/model';
import { houseTimeZone } from '@/lib/shared/calendar';
import type { Locale } from '@/lib/shared/locale';
import { formatWon } from '@/lib/shared/money';
import type { MailContent } from '../model';
import { type MailRow, renderMail } from './render-mail';

const texts = {
  ko: {
    subject: (count: number) => `[마루] 쿠폰 ${count}장이 곧 만료됩니다`,
    heading: '곧 만료되는 쿠폰이 있습니다',
    lead: '아래 시각이 지나면 쓰실 수 없습니다.',
    off: (amount: string) => `${amount} 할인`,
    until: (time: string) => `${time}까지`,
    button: '쿠폰함 보기',
    why: '내 정보에서 쿠폰 만료 알림을 켜셔서 보내 드립니다.',
    unsubscribe: '내 정보에서 알림 끄기',
  },
  en: {
    subject: (count: number) => `[Maru] ${count === 1 ? 'A coupon ends' : `${count} coupons end`} soon`,
    heading: 'Coupons of yours end soon',
    lead: 'After the times below they can no longer be used.',
    off: (amount: string) => `${amount} off`,
    until: (time: string) => `until ${time}`,
    button: 'See my coupons',
    why: 'You get this because you asked for reminders of coupons in your profile.',
    unsubscribe: 'Switch them off in my profile',
  },
} satisfies Record<Locale, unknown>;

export type EndingCoupon = { name: string; discount: Discount; usableUntil: Date };

type CouponReminder = { coupons: EndingCoupon[]; couponsUrl: string; profileUrl: string };

/** Tells a member of coupons that end in a few days, the next to end first. */
export function couponReminderMail({ coupons, couponsUrl, profileUrl }: CouponReminder, locale: Locale): MailContent {
  const t = texts[locale];
  const content = renderMail({
    locale,
    heading: t.heading,
    paragraphs: [t.lead],
    rows: coupons.map((coupon) => couponRow(coupon, locale)),
    button: { label: t.button, href: couponsUrl },
    footer: [t.why],
    unsubscribe: { label: t.unsubscribe, href: profileUrl },
  });
  return { subject: t.subject(coupons.length), ...content };
}

function couponRow({ name, discount, usableUntil }: EndingCoupon, locale: Locale): MailRow {
  const t = texts[locale];
  const amount = discount.type === 'FIXED' ? formatWon(discount.amountWon, locale) : `${discount.percent}%`;
  const clock = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: houseTimeZone });
  return { title: name, detail: `${t.off(amount)} · ${t.until(clock.format(usableUntil))}` };
}
