import type { Locale } from '@/lib/shared/locale';
import { renderMail } from '../mail/render-mail';
import type { MailContent } from '../model';
import { confirmationMs, type RestockLinks, type RestockVariant } from './model';
import { variantTitle } from './variant-title';

const validHours = confirmationMs / 3_600_000;

const texts = {
  ko: (title: string) => ({
    subject: `[마루] 재입고 알림을 확인해 주세요: ${title}`,
    heading: '재입고 알림을 받으시겠어요?',
    paragraphs: [
      `${title} 상품이 다시 들어오면 이 주소로 메일을 보내 달라는 신청을 받았습니다.`,
      `본인이 신청하셨다면 ${validHours}시간 안에 아래에서 확인해 주세요. 확인한 순서대로 알려 드립니다.`,
    ],
    button: '알림 확인하기',
    footer: ['신청하신 적이 없다면 이 메일을 무시하세요. 확인하지 않으면 아무 메일도 보내지 않습니다.'],
    unsubscribe: '이 신청 취소하기',
  }),
  en: (title: string) => ({
    subject: `[Maru] Please confirm your restock alert: ${title}`,
    heading: 'Shall we tell you when it is back?',
    paragraphs: [
      `Somebody asked us to write to this address when ${title} can be bought again.`,
      `If that was you, please confirm within ${validHours} hours. People are told in the order in which they confirm.`,
    ],
    button: 'Confirm the alert',
    footer: ['If it was not you, do nothing: without your confirmation no mail is sent.'],
    unsubscribe: 'Cancel this sign-up',
  }),
} satisfies Record<Locale, (title: string) => unknown>;

/** Asks whoever reads it whether the address may be written to. */
export function confirmationMail({
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
    button: { label: button, href: links.confirm(subscriptionId) },
    unsubscribe: { label: unsubscribe, href: links.end(subscriptionId) },
  });
  return { subject, ...mail };
}
