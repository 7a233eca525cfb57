import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { joinSql, plannedAnew, rows, type Sql, sql } from '@/lib/db/sql';
import { Moment } from '@/lib/shared/moment';
import { decodeCursor, type Page, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import { type AuditEntryView, type AuditQuery, auditEntityTypes } from './audit-model';

type EntryRow = Omit<AuditEntryView, 'occurredAt' | 'actor'> & {
  occurredAt: Date;
  actorId: string;
  actorName: string | null;
};

/** What admins did, newest first. Error: `http.badCursor`. */
export async function listAuditEntries(
  db: Db,
  query: AuditQuery,
): Promise<Result<Page<AuditEntryView>, { code: 'http.badCursor' }>> {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, AuditCursor);
  if (query.cursor !== undefined && after === null) return err({ code: 'http.badCursor' });
  const conditions = auditConditions(query);
  if (after) conditions.push(sql`(entry.occurred_at, entry.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const found = await rows<EntryRow>(
    db,
    sql`${plannedAnew}
      SELECT entry.id, entry.occurred_at, entry.actor_id, (${actorName}) AS actor_name, entry.action, entry.entity_type, entry.entity_id,
        entry.group_id, entry.before, entry.after
      FROM audit_log entry
      WHERE ${joinSql(conditions, ' AND ')}
      ORDER BY entry.occurred_at DESC, entry.id DESC LIMIT ${query.limit + 1}`,
  );
  const page = toPage(found, query.limit, ({ occurredAt, id }) => [occurredAt.toISOString(), id]);
  return ok({ ...page, items: page.items.map(viewEntry) });
}

/** A scalar look-up, made for the rows of the page only; a join would be made for all that an import wrote at their moment. */
const actorName = sql`SELECT name FROM users WHERE users.id = entry.actor_id`;

/** Ids do not grow with time everywhere: an import's entries get theirs from Postgres. */
const AuditCursor = z.tuple([Moment, z.uuid()]);

function auditConditions({ action, entityType, entityId, actorId, from, to }: AuditQuery): Sql[] {
  const conditions = [sql`true`];
  if (action) conditions.push(sql`entry.action = ${action}`);
  if (entityType) conditions.push(sql`entry.entity_type = ${entityType}`);
  // An index finds things by their type and id, so an id alone is looked up under every type.
  else if (entityId) conditions.push(sql`entry.entity_type = ANY (${[...auditEntityTypes]}::text[])`);
  if (entityId) conditions.push(sql`entry.entity_id = ${entityId}`);
  if (actorId) conditions.push(sql`entry.actor_id = ${actorId}::uuid`);
  if (from) conditions.push(sql`entry.occurred_at >= ${from}::timestamptz`);
  if (to) conditions.push(sql`entry.occurred_at < ${to}::timestamptz`);
  return conditions;
}

function viewEntry({ occurredAt, actorId, actorName, ...entry }: EntryRow): AuditEntryView {
  return { ...entry, occurredAt: occurredAt.toISOString(), actor: { id: actorId, name: actorName } };
}
