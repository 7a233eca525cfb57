import type { MessageKind, MessageState } from '@/lib/notifications/model';

/** What the list of mails is narrowed to; the address of its page has the same. */
export type MessageSearch = {
  q?: string | undefined;
  state?: MessageState | undefined;
  kind?: MessageKind | undefined;
  cursor?: string | undefined;
};
