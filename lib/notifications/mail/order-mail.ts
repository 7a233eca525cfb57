import { z } from 'zod';
import type { MailedEventType, OrderStatus } from '@/lib/orders/model';
import { required } from '@/lib/shared/invariant';
import type { Locale } from '@/lib/shared/locale';
import { formatWon } from '@/lib/shared/money';
import { type MailContent, subjectLengthMax } from '../model';
import { type MailRow, renderMail } from './render-mail';

/** What a mail reads of an order's snapshot (lib/orders/snapshot). */
const OrderSnapshot = z.object({
  number: z.string(),
  lines: z.array(
    z.object({
      id: z.string(),
      name: z.object({ ko: z.string(), en: z.string().optional() }),
      options: z.record(z.string(), z.string()),
      optionsEn: z.record(z.string(), z.string()).optional(),
      quantity: z.int(),
      cancelledQuantity: z.int(),
      unitPriceWon: z.int(),
    }),
  ),
  totals: z.object({ totalWon: z.int(), paidWon: z.int(), shippingWon: z.int() }),
  refunds: z.array(
    z.object({ refundWon: z.int(), lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })) }),
  ),
  shippingAddress: z.object({ recipient: z.string(), postalCode: z.string(), line1: z.string(), line2: z.string() }),
});
type OrderSnapshot = z.infer<typeof OrderSnapshot>;

export type MailedEvent = { type: MailedEventType; status: OrderStatus; snapshot: unknown; href: string };

type Text = { heading: string; lead: string };

const texts = {
  ko: {
    placed: {
      heading: '주문을 받았습니다',
      lead: '결제가 끝나야 주문이 확정됩니다. 결제 기한까지 상품을 맡아 둡니다.',
    },
    paid: {
      heading: '결제가 완료되었습니다',
      lead: '주문해 주셔서 고맙습니다. 상품을 준비하는 대로 알려 드리겠습니다.',
    },
    preparing: { heading: '상품을 준비하고 있습니다', lead: '지금부터는 직접 취소하거나 배송지를 바꾸실 수 없습니다.' },
    shipped: { heading: '상품이 출발했습니다', lead: '곧 받아 보실 수 있습니다.' },
    delivered: { heading: '배송이 완료되었습니다', lead: '상품을 잘 받으셨나요? 이용해 주셔서 고맙습니다.' },
    expired: { heading: '결제 기한이 지나 주문이 끝났습니다', lead: '결제된 금액은 없습니다. 상품은 다시 판매됩니다.' },
    requoted: {
      heading: '결제하실 금액이 바뀌었습니다',
      lead: '적용했던 쿠폰을 더 이상 쓸 수 없습니다. 새 금액을 확인하고 결제 기한 안에 결제해 주세요.',
    },
    addressChanged: {
      heading: '배송지가 변경되었습니다',
      lead: '아래 주소로 보내 드립니다. 직접 바꾸지 않으셨다면 주문을 확인해 주세요.',
    },
    cancelledUnpaid: { heading: '주문이 취소되었습니다', lead: '결제된 금액은 없습니다.' },
    cancelled: '주문이 취소되었습니다',
    partiallyCancelled: '주문의 일부가 취소되었습니다',
    refunded: (won: string) => `${won}을 지갑으로 돌려 드렸습니다.`,
    nothingBack: '할인 조건이 달라져 돌려 드릴 금액은 없습니다.',
    subject: (heading: string, number: string) => `[마루] ${heading} (${number})`,
    units: (count: number) => `${count}개`,
    total: '결제 금액',
    toPay: '결제할 금액',
    shipping: '배송비 포함',
    address: '받는 곳',
    number: '주문 번호',
    button: '주문 보기',
    why: '주문하신 내용에 대해 보내 드리는 메일입니다.',
  },
  en: {
    placed: {
      heading: 'We have your order',
      lead: 'It is yours once it is paid. Until then we hold the items for you.',
    },
    paid: {
      heading: 'Your payment is complete',
      lead: 'Thank you for your order. We will write again when we pack it.',
    },
    preparing: {
      heading: 'We are packing your order',
      lead: 'From now on you can no longer cancel it yourself or change its address.',
    },
    shipped: { heading: 'Your order is on its way', lead: 'You will have it soon.' },
    delivered: { heading: 'Your order was delivered', lead: 'We hope you like it. Thank you for shopping with us.' },
    expired: { heading: 'Your order ended unpaid', lead: 'Nothing was charged. The items are on sale again.' },
    requoted: {
      heading: 'Your order costs another amount now',
      lead: 'A coupon of yours can no longer be used. Please look at the new total, and pay while we hold the items.',
    },
    addressChanged: {
      heading: 'The address was changed',
      lead: 'We will send it to the address below. If that was not you, please look at your order.',
    },
    cancelledUnpaid: { heading: 'Your order was cancelled', lead: 'Nothing was charged.' },
    cancelled: 'Your order was cancelled',
    partiallyCancelled: 'Part of your order was cancelled',
    refunded: (won: string) => `${won} is back in your wallet.`,
    nothingBack: 'A discount no longer applies, so there is nothing to give back.',
    subject: (heading: string, number: string) => `[Maru] ${heading} (${number})`,
    units: (count: number) => `${count} ×`,
    total: 'Paid',
    toPay: 'To pay',
    shipping: 'with shipping',
    address: 'Goes to',
    number: 'Order number',
    button: 'See the order',
    why: 'You get this mail because of your order.',
  },
} satisfies Record<Locale, unknown>;

/** Tells a customer what became of an order, as the event's snapshot has it. `href` is the order's page. */
export function orderMail({ type, status, snapshot, href }: MailedEvent, locale: Locale): MailContent {
  const order = OrderSnapshot.parse(snapshot);
  const t = texts[locale];
  const { heading, lead } = textOf({ type, status }, order, locale);
  const content = renderMail({
    locale,
    heading,
    paragraphs: [lead],
    rows: [...lineRows({ type }, order, locale), ...factRows({ type }, order, locale)],
    button: { label: t.button, href },
    footer: [`${t.number} ${order.number}`, t.why],
  });
  return { subject: t.subject(heading, order.number).slice(0, subjectLengthMax), ...content };
}

function textOf({ type, status }: Pick<MailedEvent, 'type' | 'status'>, order: OrderSnapshot, locale: Locale): Text {
  const t = texts[locale];
  const refundWon = order.refunds.at(-1)?.refundWon ?? 0;
  const refund = refundWon > 0 ? t.refunded(formatWon(refundWon, locale)) : t.nothingBack;
  switch (type) {
    case 'order.placed':
      return t.placed;
    case 'order.paid':
      return t.paid;
    case 'order.requoted':
      return t.requoted;
    case 'order.expired':
      return t.expired;
    case 'order.address_changed':
      return t.addressChanged;
    case 'order.cancelled':
      return order.totals.paidWon > 0 ? { heading: t.cancelled, lead: refund } : t.cancelledUnpaid;
    case 'order.partially_cancelled':
      return { heading: t.partiallyCancelled, lead: refund };
    case 'order.status_changed': {
      const byStatus: Partial<Record<OrderStatus, Text>> = {
        PREPARING: t.preparing,
        SHIPPED: t.shipped,
        DELIVERED: t.delivered,
      };
      return required(byStatus[status], `a text about ${status}`);
    }
  }
}

/** What was cancelled, where something was; else what the order has. */
function lineRows({ type }: Pick<MailedEvent, 'type'>, order: OrderSnapshot, locale: Locale): MailRow[] {
  const t = texts[locale];
  const isCancellation = type === 'order.cancelled' || type === 'order.partially_cancelled';
  const cancelled = new Map(order.refunds.at(-1)?.lines.map(({ lineId, quantity }) => [lineId, quantity]));
  return order.lines.flatMap((line) => {
    const units = isCancellation ? (cancelled.get(line.id) ?? 0) : line.quantity - line.cancelledQuantity;
    if (units === 0) return [];
    const options = Object.values((locale === 'en' && line.optionsEn) || line.options);
    const price = formatWon(line.unitPriceWon, locale);
    const count = t.units(units);
    return [
      {
        title: [(locale === 'en' && line.name.en) || line.name.ko, ...options].join(' · '),
        detail: locale === 'en' ? `${count} ${price}` : `${price} · ${count}`,
      },
    ];
  });
}

function factRows({ type }: Pick<MailedEvent, 'type'>, order: OrderSnapshot, locale: Locale): MailRow[] {
  const t = texts[locale];
  const { recipient, postalCode, line1, line2 } = order.shippingAddress;
  const address = { title: t.address, detail: [recipient, `(${postalCode})`, line1, line2].filter(Boolean).join(' ') };
  switch (type) {
    case 'order.placed':
    case 'order.requoted':
    case 'order.paid': {
      const shipping = order.totals.shippingWon > 0 ? ` (${t.shipping})` : '';
      const title = type === 'order.paid' ? t.total : t.toPay;
      return [{ title, detail: `${formatWon(order.totals.totalWon, locale)}${shipping}` }, address];
    }
    case 'order.address_changed':
      return [address];
    default:
      return [];
  }
}
