import type { Locale } from '@/lib/shared/locale';
import { renderMail } from '../mail/render-mail';
import type { MailContent } from '../model';
import type { RestockLinks, RestockVariant } from './model';
import { variantTitle } from './variant-title';

const texts = {
  ko: (title: string) => ({
    subject: `[마루] 다시 들어왔어요: ${title}`,
    heading: '기다리시던 상품이 다시 들어왔어요',
    paragraphs: [
      `${title} 상품을 지금 구매하실 수 있습니다.`,
      '신청하신 순서대로 알려 드리며, 수량이 많지 않아 금방 품절될 수 있습니다. 이 메일이 상품을 맡아 두지는 않습니다.',
    ],
    button: '상품 보러 가기',
    footer: ['이 상품의 재입고 알림을 신청하셔서 보내 드립니다. 이 알림은 한 번만 보냅니다.'],
    unsubscribe: '재입고 알림 그만 받기',
  }),
  en: (title: string) => ({
    subject: `[Maru] Back in stock: ${title}`,
    heading: 'What you waited for is back',
    paragraphs: [
      `${title} can be bought again.`,
      'We tell people in the order in which they signed up. There are not many, and this mail does not hold one for you.',
    ],
    button: 'See the product',
    footer: ['You get this because you asked for a restock alert. It is sent once.'],
    unsubscribe: 'No more restock alerts',
  }),
} satisfies Record<Locale, (title: string) => unknown>;

/** Says that a variant can be bought again. */
export function restockMail({
  variant,
  locale,
  links,
  subscriptionId,
}: {
  variant: RestockVariant;
  locale: Locale;
  links: RestockLinks;
  subscriptionId: string;
}): MailContent {
  const { subject, button, unsubscribe, ...text } = texts[locale](variantTitle(variant));
  const mail = renderMail({
    locale,
    ...text,
    button: { label: button, href: links.product(variant.productSlug) },
    unsubscribe: { label: unsubscribe, href: links.end(subscriptionId) },
  });
  return { subject, ...mail };
}
