'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { apiPaths } from '@/lib/http/paths';
import type { MessageDetail, MessageState, MessageView } from '@/lib/notifications/model';
import type { Page } from '@/lib/shared/pagination';
import { callApi } from './api-client';
import type { MessageSearch } from './message-search';
import { queryText } from './query-text';

/** How often an open page asks again. Pages in the background don't. */
const listRefreshMs = 5_000;
const detailRefreshMs = 2_000;

/** Everything below this key is asked for again after a resend. */
export const messagesKey = ['messages'];

/** The page of the list that was rendered, kept fresh. */
export function useMessages(search: MessageSearch, rendered: Page<MessageView>) {
  const locale = useLocale();
  const query = queryText(search);
  return useQuery({
    queryKey: [...messagesKey, query],
    queryFn: ({ signal }) => callApi<Page<MessageView>>(`${apiPaths.adminNotifications}?${query}`, { locale, signal }),
    initialData: rendered,
    refetchInterval: listRefreshMs,
  });
}

const moving: readonly MessageState[] = ['WAITING', 'SENDING'];

/** One mail, kept fresh while something happens to it. */
export function useMessage(rendered: MessageDetail) {
  const locale = useLocale();
  return useQuery({
    queryKey: [...messagesKey, 'one', rendered.id],
    queryFn: ({ signal }) => callApi<MessageDetail>(apiPaths.adminNotification(rendered.id), { locale, signal }),
    initialData: rendered,
    refetchInterval: ({ state }) => (state.data && moving.includes(state.data.state) ? detailRefreshMs : false),
  });
}
