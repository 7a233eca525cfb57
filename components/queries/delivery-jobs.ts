'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { type DeliveryJobAnswer, type DeliveryJobView, latestJobsMax } from '@/lib/delivery/job-model';
import { apiPaths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { callApi } from './api-client';

/** How often an open page asks again. Pages in the background don't. */
const movingRefreshMs = 1_000;
const restingRefreshMs = 10_000;

const latestKey = ['delivery-jobs', 'latest'] as const;
const oneKey = ['delivery-jobs', 'one'] as const;

/** The latest replays and resyncs, or resyncs of one endpoint, kept fresh: quickly while one is under way. */
export function useDeliveryJobs(rendered: Page<DeliveryJobView>, endpointId?: string) {
  const query = new URLSearchParams({ limit: String(latestJobsMax), ...(endpointId !== undefined && { endpointId }) });
  const locale = useLocale();
  return useQuery({
    queryKey: [...latestKey, endpointId],
    queryFn: ({ signal }) =>
      callApi<Page<DeliveryJobView>>(`${apiPaths.adminDeliveryJobs}?${query}`, { locale, signal }),
    initialData: rendered,
    refetchInterval: ({ state }) =>
      state.data?.items.some((job) => job.state === 'RUNNING') ? movingRefreshMs : restingRefreshMs,
  });
}

/** One replay or resync, kept fresh until it is done. */
export function useDeliveryJob(started: DeliveryJobView) {
  const locale = useLocale();
  return useQuery({
    queryKey: [...oneKey, started.id],
    queryFn: ({ signal }) => callApi<DeliveryJobView>(apiPaths.adminDeliveryJob(started.id), { locale, signal }),
    initialData: started,
    refetchInterval: ({ state }) => (state.data?.state === 'RUNNING' ? movingRefreshMs : false),
  });
}

/** A replay or resync: where it is asked for, and of what. */
export type DeliveryCommand = { path: string; body: object };

/** What a replay or resync would do, without doing it. */
export function useDryRun({ path, body }: DeliveryCommand) {
  const locale = useLocale();
  return useQuery({
    queryKey: ['delivery-dry-run', path, body],
    queryFn: ({ signal }) =>
      callApi<DeliveryJobAnswer>(path, {
        ...{ method: 'POST', locale, signal, idempotencyKey: crypto.randomUUID() },
        body: { ...body, dryRun: true },
      }),
    // Whoever asks again wants to know how it is now; who has an answer goes by it.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Begins a replay or resync. With the same key it is the same one, however often it is sent. */
export function useStartDeliveryJob({ path, body }: DeliveryCommand) {
  const locale = useLocale();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (idempotencyKey: string) =>
      callApi<DeliveryJobAnswer>(path, { method: 'POST', locale, idempotencyKey, body: { ...body, dryRun: false } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: latestKey }),
  });
}
