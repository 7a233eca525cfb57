import type { CartLineView, CartView } from '@/lib/cart/model';
import type { Locale } from '@/lib/shared/locale';
import { formatWon } from '@/lib/shared/money';
import type { MailContent } from '../model';
import { type MailRow, renderMail } from './render-mail';

const texts = {
  ko: {
    subject: '[마루] 장바구니에 담은 상품이 곧 비워집니다',
    heading: '장바구니에 담은 상품이 곧 비워집니다',
    lead: (hours: number) => `마지막으로 바꾸신 지 오래되어, 약 ${hours}시간 뒤에 장바구니를 비웁니다.`,
    promise: '장바구니는 상품을 맡아 두지 않습니다. 가격과 재고는 달라질 수 있습니다.',
    units: (price: string, count: number) => `${price} · ${count}개`,
    total: '지금 결제할 금액',
    button: '장바구니 보기',
    why: '내 정보에서 장바구니 알림을 켜셔서 보내 드립니다.',
    unsubscribe: '장바구니 알림 그만 받기',
  },
  en: {
    subject: '[Maru] Your cart will soon be emptied',
    heading: 'Your cart will soon be emptied',
    lead: (hours: number) =>
      `You have not changed it for a while. In about ${hours} hours we take out what lies in it.`,
    promise: 'A cart does not hold items for you: prices and stock may change.',
    units: (price: string, count: number) => `${count} × ${price}`,
    total: 'To pay now',
    button: 'See the cart',
    why: 'You get this because you asked for cart reminders in your profile.',
    unsubscribe: 'No more cart reminders',
  },
} satisfies Record<Locale, unknown>;

type CartReminder = { cart: CartView; hoursLeft: number; cartUrl: string; endUrl: string };

/** Reminds a member of a cart that ends in `hoursLeft`. */
export function cartReminderMail({ cart, hoursLeft, cartUrl, endUrl }: CartReminder, locale: Locale): MailContent {
  const t = texts[locale];
  const content = renderMail({
    locale,
    heading: t.heading,
    paragraphs: [t.lead(hoursLeft), t.promise],
    rows: [
      ...cart.lines.map((line) => lineRow(line, locale)),
      { title: t.total, detail: formatWon(cart.quote.totalWon, locale) },
    ],
    button: { label: t.button, href: cartUrl },
    footer: [t.why],
    unsubscribe: { label: t.unsubscribe, href: endUrl },
  });
  return { subject: t.subject, ...content };
}

function lineRow({ name, options, unitPriceWon, quantity }: CartLineView, locale: Locale): MailRow {
  return {
    title: [name, ...Object.values(options)].join(' · '),
    detail: texts[locale].units(formatWon(unitPriceWon, locale), quantity),
  };
}
