import type { MessageKind, MessageState } from '@/lib/notifications/model';

/** What the list of mails is narrowed to; the address of its page has the same. */
export type MessageSearch = {
  q?: string | undefined;
  state?: MessageState | undefined;
  kind?: MessageKind | undefined;
  cursor?: string | undefined;
};

/** The search as a query string, without what is empty. */
export function messageSearchText(search: MessageSearch): string {
  const given = Object.entries(search).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given).toString();
}
