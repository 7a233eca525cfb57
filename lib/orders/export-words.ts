import type { Locale } from '@/lib/shared/locale';
import type { OrderDeliveryState, OrderFulfilmentState, OrderPaymentState } from './model';

/** The heads of the columns of `exportOrders`. What is an order's, not a line's, says so. */
export const exportTitles: Record<Locale, string[]> = {
  ko: [
    ...['주문 번호', '주문 시각', '결제 시각', '결제', '배송', '외부 전송'],
    ...['고객', '이메일', '등급'],
    ...['SKU', '상품', '옵션', '수량', '취소 수량', '단가', '할인', '금액'],
    ...['주문 배송비', '주문 합계', '주문 결제 금액', '주문 환불 금액'],
    ...['받는 분', '연락처', '주소', '택배사', '송장 번호'],
  ],
  en: [
    ...['Order', 'Placed', 'Paid', 'Payment', 'Fulfilment', 'External delivery'],
    ...['Customer', 'Email', 'Tier'],
    ...['SKU', 'Product', 'Options', 'Quantity', 'Cancelled quantity', 'Unit price', 'Discount', 'Line total'],
    ...['Order shipping', 'Order total', 'Order paid', 'Order refunded'],
    ...['Recipient', 'Phone', 'Address', 'Carrier', 'Tracking number'],
  ],
};

type ExportWords = {
  payment: Record<OrderPaymentState, string>;
  fulfilment: Record<OrderFulfilmentState, string>;
  delivery: Record<OrderDeliveryState, string>;
};

export const exportWords: Record<Locale, ExportWords> = {
  ko: {
    payment: {
      AWAITING: '결제 대기',
      PAID: '결제됨',
      PARTLY_REFUNDED: '일부 환불',
      REFUNDED: '환불됨',
      NONE: '결제 없음',
    },
    fulfilment: {
      UNFULFILLED: '준비 전',
      PREPARING: '준비 중',
      SHIPPED: '배송 중',
      DELIVERED: '배송 완료',
      NONE: '배송 없음',
    },
    delivery: { NONE: '전송 없음', PENDING: '전송 대기', DELIVERED: '전송됨', DEAD: '전송 실패' },
  },
  en: {
    payment: {
      AWAITING: 'Awaiting payment',
      PAID: 'Paid',
      PARTLY_REFUNDED: 'Partly refunded',
      REFUNDED: 'Refunded',
      NONE: 'Not paid',
    },
    fulfilment: {
      UNFULFILLED: 'To prepare',
      PREPARING: 'Preparing',
      SHIPPED: 'On its way',
      DELIVERED: 'Delivered',
      NONE: 'Nothing to send',
    },
    delivery: { NONE: 'None', PENDING: 'Waiting', DELIVERED: 'Sent', DEAD: 'Failed' },
  },
};
