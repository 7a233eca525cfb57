import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { err, ok, type Result } from '@/lib/shared/result';
import { assertAdmin } from './assert-admin';
import type { Actor, IdentityError, Role, Tier, UserChange } from './model';
import { writeAuditLog } from './write-audit-log';

type Locked = { id: string; role: Role; tier: Tier; tierByHand: boolean; blockedAt: Date | null };

/**
 * What an admin says of an account; what is left out stays.
 *
 * A tier that is set by hand is kept, whatever is bought, until the admin gives it back (`tier: null`): then the next night's recalculation
 * has it again. What is so already is not written. A blocked account cannot sign in, and its sessions and tokens count no longer from the commit on.
 *
 * Errors: `identity.userNotFound`, `identity.lastAdmin` when nobody could undo it. Locks the account and all admins by id, so that two who
 * demote each other are not both right.
 */
export async function changeUser(
  tx: Tx,
  { actor, userId, now, ...change }: { actor: Actor; userId: string; now: Date } & UserChange,
): Promise<Result<{ id: string }, IdentityError>> {
  assertAdmin(actor);
  const locked = await rows<Locked>(
    tx,
    sql`SELECT id, role, tier, tier_by_hand, blocked_at FROM users u WHERE u.id = ${userId}::uuid OR u.role = 'ADMIN'
        ORDER BY u.id FOR NO KEY UPDATE`,
  );
  const user = locked.find(({ id }) => id === userId);
  if (!user) return err({ code: 'identity.userNotFound' });
  const after = changed(user, change, now);
  const admins = locked.map((one) => (one === user ? after : one)).filter(isActiveAdmin);
  if (isActiveAdmin(user) && admins.length === 0) return err({ code: 'identity.lastAdmin' });
  if (JSON.stringify(after) === JSON.stringify(user)) return ok({ id: userId });
  const { id, ...data } = after;
  await tx.user.update({ where: { id }, data });
  await writeAuditLog(tx, {
    actor,
    action: 'user.change',
    entityType: 'user',
    entityId: userId,
    before: user,
    after,
  });
  return ok({ id });
}

function changed(user: Locked, { tier, role = user.role, blocked }: UserChange, now: Date): Locked {
  return {
    ...user,
    role,
    tier: tier ?? user.tier,
    tierByHand: tier === undefined ? user.tierByHand : tier !== null,
    blockedAt: blocked === undefined ? user.blockedAt : blocked ? (user.blockedAt ?? now) : null,
  };
}

function isActiveAdmin({ role, blockedAt }: Locked): boolean {
  return role === 'ADMIN' && blockedAt === null;
}
