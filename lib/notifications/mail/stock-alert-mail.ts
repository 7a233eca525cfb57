import type { AlertView, StockAlertKind } from '@/lib/alerts/model';
import type { Locale } from '@/lib/shared/locale';
import { type MailContent, subjectLengthMax } from '../model';
import { renderMail } from './render-mail';

const texts = {
  ko: {
    kinds: { LOW_STOCK: '재고 부족', SOLD_OUT: '품절', OVERSTOCK: '재고 과다' },
    one: (kind: string, name: string) => `[${kind}] ${name}`,
    many: (first: string, others: number) => `${first} 외 ${others}건`,
    lead: '아래 상품의 재고를 확인해 주세요.',
    low: (available: number, minimum: number) => `판매 가능 ${available}개, 최소 ${minimum}개`,
    over: (onHand: number, maximum: number) => `보유 ${onHand}개, 최대 ${maximum}개`,
    soldOut: '판매 가능한 수량이 없습니다',
    button: '알림 보기',
    why: '관리자에게 보내는 재고 알림입니다.',
  },
  en: {
    kinds: { LOW_STOCK: 'Low stock', SOLD_OUT: 'Sold out', OVERSTOCK: 'Too much stock' },
    one: (kind: string, name: string) => `[${kind}] ${name}`,
    many: (first: string, others: number) => `${first} and ${others} more`,
    lead: 'Please look at the stock of what is below.',
    low: (available: number, minimum: number) => `${available} available, minimum ${minimum}`,
    over: (onHand: number, maximum: number) => `${onHand} on hand, maximum ${maximum}`,
    soldOut: 'Nothing left to sell',
    button: 'See the alerts',
    why: 'Admins get a mail when stock crosses a limit.',
  },
} satisfies Record<Locale, unknown>;

export type StockAlert = Pick<AlertView, 'variant' | 'details'> & { kind: StockAlertKind };

/** One mail to an admin about alerts of stock, in the admin's language; `href` is where they are dealt with. */
export function stockAlertMail(alerts: StockAlert[], { locale, href }: { locale: Locale; href: string }): MailContent {
  const t = texts[locale];
  const titles = alerts.map(({ kind, variant }) => t.one(t.kinds[kind], nameOf(variant)));
  const [first = ''] = titles;
  const heading = titles.length > 1 ? t.many(first, titles.length - 1) : first;
  const content = renderMail({
    locale,
    heading,
    paragraphs: [t.lead],
    rows: alerts.map((alert, index) => ({ title: titles[index] ?? '', detail: detailOf(alert, locale) })),
    button: { label: t.button, href },
    footer: [t.why],
  });
  return { subject: heading.slice(0, subjectLengthMax), ...content };
}

function nameOf(variant: StockAlert['variant']): string {
  const options = Object.values(variant?.options ?? {}).join(' / ');
  return [variant?.productName, options].filter(Boolean).join(' · ');
}

function detailOf({ kind, details }: StockAlert, locale: Locale): string {
  const t = texts[locale];
  const units = (name: string) => Number(details[name] ?? 0);
  if (kind === 'SOLD_OUT') return t.soldOut;
  if (kind === 'LOW_STOCK') return t.low(units('availableUnits'), units('safetyMinUnits'));
  return t.over(units('onHandUnits'), units('safetyMaxUnits'));
}
