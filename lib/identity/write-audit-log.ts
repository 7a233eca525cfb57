import type { Tx } from '@/lib/db/client';
import { newId } from '@/lib/shared/ids';
import type { AuditEntityType } from './audit-model';
import type { Actor } from './model';

type AuditEntry = {
  actor: Pick<Actor, 'userId'>;
  /** As `stock.move`. */
  action: string;
  entityType: AuditEntityType;
  entityId: string;
  /** What one deed did to many things has an entry for each, and one for itself, all under its id. */
  groupId?: string;
  /** What the change touched, before and after it: plain data; left out for what did not exist. */
  before?: object | undefined;
  after?: object | undefined;
};

/** Notes who changed what in the back office, in the transaction of the change. Entries are append-only (a trigger says so too). */
export async function writeAuditLog(
  tx: Tx,
  { actor, action, entityType, entityId, groupId, before, after }: AuditEntry,
): Promise<void> {
  await tx.auditLog.create({
    data: {
      id: newId(),
      actorId: actor.userId,
      action,
      entityType,
      entityId,
      ...(groupId !== undefined && { groupId }),
      ...(before && { before: asJson(before) }),
      ...(after && { after: asJson(after) }),
    },
  });
}

/** Dates become ISO text and undefined members vanish, as in an answer of the API. */
function asJson(value: object): object {
  return JSON.parse(JSON.stringify(value));
}
