import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { firstRow, joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import { decodeCursor, type Page, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import {
  type MessageDetail,
  type MessageQuery,
  type MessageState,
  type MessageView,
  messageActions,
  type NotificationError,
} from './model';

/** Newest first. Error: `http.badCursor`. */
export async function listMessages(
  db: Db,
  query: MessageQuery,
): Promise<Result<Page<MessageView>, { code: 'http.badCursor' }>> {
  const conditions = messageConditions(query);
  if (query.cursor !== undefined) {
    const last = decodeCursor(query.cursor, z.tuple([z.uuid()]));
    if (!last) return err({ code: 'http.badCursor' });
    conditions.push(sql`id < ${last[0]}::uuid`);
  }
  const found = await rows<MessageRow>(
    db,
    sql`SELECT ${messageColumns} FROM messages WHERE ${joinSql(conditions, ' AND ')} ORDER BY id DESC LIMIT ${query.limit + 1}`,
  );
  const page = toPage(found, query.limit, ({ id }) => [id]);
  return ok({ ...page, items: page.items.map(viewMessage) });
}

function messageConditions({ state, kind, subscriptionId, q }: MessageQuery): Sql[] {
  const conditions = [sql`true`];
  if (state) conditions.push(sql`state = ${state}::message_state`);
  if (kind) conditions.push(sql`kind = ${kind}`);
  if (subscriptionId) conditions.push(sql`subscription_id = ${subscriptionId}::uuid`);
  if (q) conditions.push(sql`strpos(lower(recipient), ${q.toLowerCase()}) > 0`);
  return conditions;
}

/** One message, as it reads. Error: `notification.notFound`. */
export async function getMessage(db: Db, id: string): Promise<Result<MessageDetail, NotificationError>> {
  const row = await firstRow<MessageRow & { text: string; html: string }>(
    db,
    sql`SELECT ${messageColumns}, text, html FROM messages WHERE id = ${id}::uuid`,
  );
  if (!row) return err({ code: 'notification.notFound' });
  const { text, html, ...message } = row;
  return ok({ ...viewMessage(message), text, html, allowedActions: mayResend(message) ? ['resend'] : [] });
}

export function mayResend({ state }: { state: MessageState }): boolean {
  return messageActions.resend.some((allowed) => allowed === state);
}

type MessageRow = Omit<MessageView, 'dueAt' | 'createdAt' | 'sentAt'> & {
  dueAt: Date;
  createdAt: Date;
  sentAt: Date | null;
};

const messageColumns = sql`
  id, kind, recipient, locale, subject, state::text, captured, attempts, last_error, due_at, created_at, sent_at, subscription_id`;

function viewMessage({ dueAt, createdAt, sentAt, ...message }: MessageRow): MessageView {
  return {
    ...message,
    dueAt: message.state === 'WAITING' ? dueAt.toISOString() : null,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}
