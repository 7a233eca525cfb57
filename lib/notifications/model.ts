import { z } from 'zod';
import { type Locale, locales } from '@/lib/shared/locale';
import { PageQuery, pageOf } from '@/lib/shared/pagination';

/** What mails are about. */
export const messageKinds = [
  'ORDER',
  'RESTOCK',
  'RESTOCK_CONFIRMATION',
  'STOCK_ALERT',
  'DELIVERY_ALERT',
  'CART_REMINDER',
  'COUPON_REMINDER',
] as const;
export type MessageKind = (typeof messageKinds)[number];

export const messageStates = ['WAITING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN', 'CANCELLED'] as const;
export type MessageState = (typeof messageStates)[number];

/**
 * What can be done with a message, and in which states. `record` is how sending ended; it may come after the lease, when the message
 * shows as UNKNOWN and nobody has sent it again.
 */
export const messageActions = {
  claim: ['WAITING'],
  record: ['SENDING', 'UNKNOWN'],
  resend: ['FAILED', 'UNKNOWN'],
  cancel: ['WAITING'],
} as const satisfies Record<string, readonly MessageState[]>;

export const subjectLengthMax = 200;

/** Longest that one sending takes; then it is given up. */
export const sendMsMax = 60_000;

/** A mail as it is read: HTML, and the same as plain text. */
export type MailContent = { subject: string; text: string; html: string };

/** A message to one person; `dedupKey` names what it is about, and the same is queued once. */
export type NewMessage = {
  kind: MessageKind;
  to: string;
  userId?: string | null;
  locale: Locale;
  dedupKey: string;
  content: MailContent;
  subscriptionId?: string | null;
  /** Ends what brings such mails: an address that takes a POST, for the List-Unsubscribe header. */
  unsubscribeUrl?: string | null;
};

/** A message that is ours to send until its lease ends. */
export type ClaimedMessage = MailContent & {
  id: string;
  kind: MessageKind;
  recipient: string;
  locale: Locale;
  attempts: number;
  unsubscribeUrl: string | null;
  lease: string;
};

/**
 * How sending ended. `captured` is SENT without a mail server. `postponed` is certain not to have left, and may be tried again;
 * `refused` for good; of `unknown` nobody can tell whether it left.
 */
export type SendOutcome =
  | { type: 'sent' }
  | { type: 'captured' }
  | { type: 'postponed'; error: string; unreachable: boolean }
  | { type: 'refused'; error: string }
  | { type: 'unknown'; error: string };

export type NotificationError =
  | { code: 'notification.notFound' }
  | { code: 'notification.unknownLink' }
  | { code: 'notification.notResendable'; state: MessageState };

export const MessageView = z
  .object({
    id: z.string(),
    kind: z.enum(messageKinds),
    recipient: z.string(),
    locale: z.enum(locales),
    subject: z.string(),
    state: z.enum(messageStates),
    /** Kept here instead of sent, since no mail server is named. */
    captured: z.boolean(),
    attempts: z.int(),
    lastError: z.string().nullable(),
    /** When it is tried next, while it waits. */
    dueAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    sentAt: z.iso.datetime().nullable(),
    subscriptionId: z.string().nullable(),
  })
  .meta({ id: 'Notification' });
export type MessageView = z.infer<typeof MessageView>;
export const MessagePage = pageOf(MessageView);

export const MessageDetail = MessageView.extend({
  text: z.string(),
  html: z.string(),
  allowedActions: z.array(z.enum(['resend'])),
}).meta({ id: 'NotificationDetail' });
export type MessageDetail = z.infer<typeof MessageDetail>;

export const MessageQuery = PageQuery.extend({
  state: z.enum(messageStates).optional(),
  kind: z.enum(messageKinds).optional(),
  subscriptionId: z.uuid().optional(),
  /** A part of the recipient's address. */
  q: z.string().trim().max(254).optional(),
});
export type MessageQuery = z.infer<typeof MessageQuery>;
