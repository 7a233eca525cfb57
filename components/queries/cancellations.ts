'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useState } from 'react';
import type { AppError } from '@/lib/http/errors';
import { apiPaths } from '@/lib/http/paths';
import type {
  CancellationInput,
  CancellationPreview,
  CancellationView,
  LineToCancel,
  OrderView,
} from '@/lib/orders/model';
import { ApiProblem, callApi, failureOf } from './api-client';
import { orderKey } from './orders';
import { useAfterPause } from './use-after-pause';

/** Quick steps of a quantity ask once, for the last of them. */
const pauseMs = 200;

/** Who cancels: the customer their own order, an admin any. */
export type Canceller = 'CUSTOMER' | 'ADMIN';

const pathOf = { CUSTOMER: apiPaths.orderCancellations, ADMIN: apiPaths.adminOrderCancellations };

type PreviewRequest = {
  by: Canceller;
  order: OrderView;
  /** Without them all that is left; none at all is not asked about. */
  lines: LineToCancel[] | undefined;
};

/**
 * What cancelling this would give back. While it is being worked out, `shown` is what was known before and `current` is null: nobody can agree to it.
 */
export function useCancellationPreview({ by, order, lines }: PreviewRequest) {
  const locale = useLocale();
  const wanted = JSON.stringify({ lines });
  const asked = useAfterPause(wanted, pauseMs);
  const body: Pick<PreviewRequest, 'lines'> = JSON.parse(asked);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    // An order that has changed since gives back something else.
    queryKey: ['cancellation-preview', by, order.id, order.timeline.length, asked],
    queryFn: ({ signal }) =>
      callApi<CancellationPreview>(`${pathOf[by](order.id)}/preview`, {
        ...{ method: 'POST', locale, signal },
        body,
      }),
    enabled: body.lines?.length !== 0,
    staleTime: 0,
    gcTime: 0,
    retry: isUnanswered,
    placeholderData: keepPreviousData,
  });
  const isSettled = asked === wanted && !isFetching && !isPlaceholderData;
  const failure: AppError | null = isSettled && error ? failureOf(error) : null;
  return { shown: data, current: isSettled && !failure ? (data ?? null) : null, failure, refetch };
}

/**
 * Cancels an order or units of it, once, however often it is confirmed: all that one form sends goes under one key. A refusal uses no key up;
 * an answer that got lost is given again, or, when the form was changed in between, `idempotency.keyReused` tells that it was a yes.
 */
export function useCancelOrder({ by, orderId, onCancelled, onRefused }: CancelRequest) {
  const locale = useLocale();
  const queries = useQueryClient();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useMutation<CancellationView, unknown, CancellationInput>({
    mutationFn: (body) =>
      callApi<CancellationView>(pathOf[by](orderId), { method: 'POST', locale, body, idempotencyKey }),
    // Without a connection it is told at once, and not done behind somebody's back when there is one again.
    networkMode: 'always',
    retry: isUnanswered,
    onSuccess: (cancelled) => {
      if (by === 'CUSTOMER') queries.setQueryData<OrderView>(orderKey(orderId, locale), cancelled.order);
      onCancelled(cancelled);
    },
    onError: onRefused,
  });
}

type CancelRequest = {
  by: Canceller;
  orderId: string;
  onCancelled: (cancelled: CancellationView) => void;
  onRefused: () => void;
};

/** A call that nobody answered is tried once more. */
function isUnanswered(failureCount: number, error: unknown): boolean {
  return failureCount < 1 && !(error instanceof ApiProblem);
}
