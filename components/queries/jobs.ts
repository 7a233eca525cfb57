'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import type { JobRun, JobRunDetail, JobsOverview } from '@/inngest/embedded/model';
import { apiPaths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { callApi } from './api-client';

/** How often an open page asks again. Pages in the background don't. */
const overviewRefreshMs = 10_000;
const listRefreshMs = 5_000;
const movingRefreshMs = 2_000;
const endedRefreshMs = 10_000;

/** The engine and its functions, kept fresh. */
export function useJobs(rendered: JobsOverview) {
  const locale = useLocale();
  return useQuery({
    queryKey: ['jobs', 'overview'],
    queryFn: ({ signal }) => callApi<JobsOverview>(apiPaths.adminJobs, { locale, signal }),
    initialData: rendered,
    refetchInterval: overviewRefreshMs,
  });
}

/** The page of runs that was rendered for an API query, kept fresh. */
export function useJobRuns(query: string, rendered: Page<JobRun>) {
  const locale = useLocale();
  return useQuery({
    queryKey: ['jobs', 'runs', query],
    queryFn: ({ signal }) => callApi<Page<JobRun>>(`${apiPaths.adminJobRuns}?${query}`, { locale, signal }),
    initialData: rendered,
    refetchInterval: listRefreshMs,
  });
}

/** One run, kept fresh: often while something about it moves, now and then afterwards, as it may be repeated. */
export function useJobRun(rendered: JobRunDetail) {
  const locale = useLocale();
  return useQuery({
    queryKey: ['jobs', 'run', rendered.id],
    queryFn: ({ signal }) => callApi<JobRunDetail>(apiPaths.adminJobRun(rendered.id), { locale, signal }),
    initialData: rendered,
    refetchInterval: ({ state: { data } }) => (data && isMoving(data) ? movingRefreshMs : endedRefreshMs),
  });
}

function isMoving({ state, isRerunRequested, reruns }: JobRunDetail): boolean {
  return state === 'RUNNING' || isRerunRequested || reruns.some((rerun) => rerun.state === 'RUNNING');
}
