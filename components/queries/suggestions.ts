'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import type { Suggestions } from '@/lib/catalog/model';
import { apiPaths } from '@/lib/http/paths';
import { callApi } from './api-client';
import { useAfterPause } from './use-after-pause';

/** Quick typing asks once, not for every letter. */
const pauseMs = 120;
const freshMs = 60_000;

/** What to suggest for a text that is being typed; what was suggested before stays until there is an answer. Undefined at first. */
export function useSuggestions(text: string): Suggestions | undefined {
  const locale = useLocale();
  const q = useAfterPause(text.trim(), pauseMs);
  const { data } = useQuery({
    queryKey: ['suggestions', locale, q],
    queryFn: ({ signal }) =>
      callApi<Suggestions>(`${apiPaths.suggestions}?${new URLSearchParams({ q })}`, { locale, signal }),
    enabled: q !== '',
    staleTime: freshMs,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return q === '' ? undefined : data;
}
