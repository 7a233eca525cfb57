import type { Locale } from '@/lib/shared/locale';
import type { DeliveryLane, DeliveryType, ErrorClass, ShownState } from './model';

/** The heads of the columns of `exportDeliveries`. */
export const exportTitles: Record<Locale, string[]> = {
  ko: [
    ...['주문 번호', '전송 ID', '받는 곳', '내용', '순번', '이전 순번', '우선순위', '상태', '지연'],
    ...['시도', '마지막 실패', '실패 내용', '생성', '다음 시도', '끝난 시각'],
  ],
  en: [
    ...['Order', 'Delivery id', 'Endpoint', 'Change', 'Sequence', 'Previous sequence', 'Lane', 'State', 'Late'],
    ...['Tries', 'Last failure', 'Failure text', 'Created', 'Next try', 'Settled'],
  ],
};

type ExportWords = {
  types: Record<DeliveryType, string>;
  lanes: Record<DeliveryLane, string>;
  states: Record<ShownState, string>;
  late: string;
  classes: Record<ErrorClass, string>;
  removed: (name: string) => string;
};

/** As the log's page has them. */
export const exportWords: Record<Locale, ExportWords> = {
  ko: {
    types: {
      'order.paid': '결제',
      'order.partially_cancelled': '부분 취소',
      'order.cancelled': '취소',
      'order.status_changed': '상태 변경',
      'order.address_changed': '주소 변경',
      'order.tracking_changed': '송장 변경',
      'order.resync': '다시 맞춤',
    },
    lanes: { VIP: 'VIP', NORMAL: '일반', BULK: '대량' },
    states: {
      PENDING: '대기',
      BLOCKED: '막힘',
      DELIVERED: '전송됨',
      DEAD: '실패',
      SUPERSEDED: '대체됨',
      SKIPPED: '건너뜀',
    },
    late: '지연',
    classes: {
      TIMEOUT: '응답 시간 초과',
      NETWORK: '연결 실패',
      DNS: '주소 찾기 실패',
      TLS: '보안 연결 실패',
      HTTP_4XX: '요청 거절 (4xx)',
      HTTP_5XX: '상대 서버 오류 (5xx)',
      RATE_LIMITED: '요청 제한 (429)',
      BAD_RESPONSE: '알 수 없는 응답',
    },
    removed: (name) => `${name} (삭제됨)`,
  },
  en: {
    types: {
      'order.paid': 'Paid',
      'order.partially_cancelled': 'Partly cancelled',
      'order.cancelled': 'Cancelled',
      'order.status_changed': 'Status changed',
      'order.address_changed': 'Address changed',
      'order.tracking_changed': 'Tracking changed',
      'order.resync': 'Resync',
    },
    lanes: { VIP: 'VIP', NORMAL: 'Normal', BULK: 'Bulk' },
    states: {
      PENDING: 'Waiting',
      BLOCKED: 'Blocked',
      DELIVERED: 'Delivered',
      DEAD: 'Failed',
      SUPERSEDED: 'Superseded',
      SKIPPED: 'Skipped',
    },
    late: 'Late',
    classes: {
      TIMEOUT: 'Timed out',
      NETWORK: 'No connection',
      DNS: 'Name not found',
      TLS: 'TLS failed',
      HTTP_4XX: 'Refused (4xx)',
      HTTP_5XX: 'Server error (5xx)',
      RATE_LIMITED: 'Rate limited (429)',
      BAD_RESPONSE: 'Bad response',
    },
    removed: (name) => `${name} (removed)`,
  },
};
