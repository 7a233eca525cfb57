import type { AlertView, DeliveryAlertKind } from '@/lib/alerts/model';
import type { Locale } from '@/lib/shared/locale';
import { type MailContent, subjectLengthMax } from '../model';
import { renderMail } from './render-mail';

type Found = Record<'dead' | 'late' | 'waiting' | 'oldestAgeSeconds' | 'failed' | 'calls', number> & {
  errorClass: string;
  isGone: boolean;
};
type Texts = {
  kinds: Record<DeliveryAlertKind, string>;
  found: Record<DeliveryAlertKind, (found: Found) => string>;
  many: (first: string, others: number) => string;
  lead: string;
  button: string;
  why: string;
};

const texts: Record<Locale, Texts> = {
  ko: {
    kinds: {
      DELIVERY_DEAD: '전송 실패',
      CIRCUIT_OPEN: '전송 차단',
      SLA_BREACH: '전송 기한 초과',
      DELIVERY_BACKLOG: '전송 밀림',
      DELIVERY_FAILING: '전송 오류 증가',
    },
    found: {
      DELIVERY_DEAD: ({ dead }) => `전송 포기 ${dead}건`,
      CIRCUIT_OPEN: ({ isGone }) =>
        isGone ? '받는 쪽이 410(없어짐)으로 응답해 일시 중지했습니다' : '실패가 많아 전송을 멈췄습니다',
      SLA_BREACH: ({ late, oldestAgeSeconds: age }) =>
        `5분 동안 ${late}건 지연${age > 0 ? `, 가장 오래된 대기 ${ageText(age, { s: '초', min: '분' })}` : ''}`,
      DELIVERY_BACKLOG: ({ waiting, oldestAgeSeconds: age }) =>
        `대기 ${waiting}건, 가장 오래된 대기 ${ageText(age, { s: '초', min: '분' })}`,
      DELIVERY_FAILING: ({ errorClass, failed, calls }) => `${errorClass}: 5분 동안 ${calls}번 중 ${failed}번`,
    },
    many: (first, others) => `${first} 외 ${others}건`,
    lead: '아래 연결 대상의 전송 상태를 확인해 주세요.',
    button: '알림 보기',
    why: '관리자에게 보내는 외부 전송 알림입니다.',
  },
  en: {
    kinds: {
      DELIVERY_DEAD: 'Delivery failed',
      CIRCUIT_OPEN: 'Endpoint cut off',
      SLA_BREACH: 'Deliveries late',
      DELIVERY_BACKLOG: 'Deliveries pile up',
      DELIVERY_FAILING: 'Deliveries keep failing',
    },
    found: {
      DELIVERY_DEAD: ({ dead }) => `${dead} given up`,
      CIRCUIT_OPEN: ({ isGone }) =>
        isGone ? 'Paused: the receiver answered 410, that it is gone' : 'Held back after too many failures',
      SLA_BREACH: ({ late, oldestAgeSeconds: age }) =>
        `${late} late in 5 minutes${age > 0 ? `, the oldest waiting for ${ageText(age, { s: ' s', min: ' min' })}` : ''}`,
      DELIVERY_BACKLOG: ({ waiting, oldestAgeSeconds: age }) =>
        `${waiting} waiting, the oldest for ${ageText(age, { s: ' s', min: ' min' })}`,
      DELIVERY_FAILING: ({ errorClass, failed, calls }) => `${errorClass}: ${failed} of ${calls} calls in 5 minutes`,
    },
    many: (first, others) => `${first} and ${others} more`,
    lead: 'Please look at how orders are delivered to what is below.',
    button: 'See the alerts',
    why: 'Admins get a mail when delivery falters.',
  },
};

export type DeliveryAlert = Pick<AlertView, 'details'> & { kind: DeliveryAlertKind };

/** One mail to an admin about alerts of delivery, in the admin's language; `href` is where they are dealt with. */
export function deliveryAlertMail(
  alerts: DeliveryAlert[],
  { locale, href }: { locale: Locale; href: string },
): MailContent {
  const t = texts[locale];
  const rows = alerts.map(({ kind, details }) => ({
    title: `[${t.kinds[kind]}] ${String(details.name ?? '')}`,
    detail: t.found[kind](foundIn(details)),
  }));
  const first = rows[0]?.title ?? '';
  const heading = rows.length > 1 ? t.many(first, rows.length - 1) : first;
  const content = renderMail({
    ...{ locale, heading, rows },
    paragraphs: [t.lead],
    button: { label: t.button, href },
    footer: [t.why],
  });
  return { subject: heading.slice(0, subjectLengthMax), ...content };
}

function foundIn(details: AlertView['details']): Found {
  const number = (name: string) => Number(details[name] ?? 0);
  return {
    ...{ dead: number('dead'), late: number('late'), waiting: number('waiting') },
    ...{ failed: number('failed'), calls: number('calls'), errorClass: String(details.errorClass ?? '') },
    isGone: details.isGone === true,
    oldestAgeSeconds: number('oldestAgeSeconds'),
  };
}

/** In whole minutes, and in seconds below one. */
function ageText(seconds: number, units: { s: string; min: string }): string {
  return seconds < 60 ? `${seconds}${units.s}` : `${Math.floor(seconds / 60)}${units.min}`;
}
