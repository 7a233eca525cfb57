'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useState } from 'react';
import { apiPaths } from '@/lib/http/paths';
import type { BulkTransition, BulkTransitionInput } from '@/lib/orders/model';
import { ApiProblem, callApi } from './api-client';

/** Which of these orders could be moved, as they stood when it was asked. */
export function useTransitionPreview(body: BulkTransitionInput) {
  const locale = useLocale();
  return useQuery({
    queryKey: ['transition-preview', body],
    queryFn: ({ signal }) =>
      callApi<BulkTransition>(`${apiPaths.adminOrderTransitions}/preview`, { method: 'POST', locale, body, signal }),
    // What somebody is reading does not change under their eyes; the move itself looks again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Moves orders, each once, however often it is pressed: all of it goes under one key, so a second try goes on where the first broke off. */
export function useMoveOrders({ onMoved }: { onMoved: (moved: BulkTransition) => void }) {
  const locale = useLocale();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useMutation<BulkTransition, unknown, BulkTransitionInput>({
    mutationFn: (body) =>
      callApi<BulkTransition>(apiPaths.adminOrderTransitions, { method: 'POST', locale, body, idempotencyKey }),
    networkMode: 'always',
    retry: (failureCount, error) => failureCount < 1 && !(error instanceof ApiProblem),
    onSuccess: onMoved,
  });
}
