import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { firstRow, rows, sql } from '@/lib/db/sql';
import { isId } from '@/lib/shared/ids';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type { Actor, AddressView, AdminUser, Me, UserQuery } from './model';

const reminders = sql`cart_reminder_locale IS NOT NULL AS cart_reminders, coupon_reminder_locale IS NOT NULL AS coupon_reminders`;

/** The person with this id, as the database has them now; null when unknown or blocked. */
export async function findActiveUser(db: Db, userId: string): Promise<Me | null> {
  if (!isId(userId)) return null;
  return await firstRow<Me>(
    db,
    sql`SELECT id, email, name, phone, role, tier, ${reminders} FROM users WHERE id = ${userId}::uuid AND blocked_at IS NULL`,
  );
}

/** For each hash the person whose live bearer token has it; null when it is unknown, expired or revoked, or its owner blocked. */
export async function findTokenOwners(
  db: Db,
  { tokenHashes, now }: { tokenHashes: Uint8Array<ArrayBuffer>[]; now: Date },
): Promise<(Me | null)[]> {
  const found = await rows<Me & { place: number }>(
    db,
    sql`SELECT asked.place, users.id, email, name, phone, role, tier, ${reminders}
        FROM unnest(${tokenHashes}::bytea[]) WITH ORDINALITY AS asked (hash, place)
          JOIN api_tokens ON token_hash = asked.hash AND revoked_at IS NULL AND expires_at > ${now}
          JOIN users ON users.id = api_tokens.user_id AND blocked_at IS NULL`,
  );
  const owners = tokenHashes.map((): Me | null => null);
  for (const { place, ...owner } of found) owners[place - 1] = owner;
  return owners;
}

export const addressColumns = { id: true, recipient: true, phone: true, postalCode: true, line1: true, line2: true };

/** A page of the actor's addresses, newest first. Error: `http.badCursor`. */
export async function listAddresses(
  db: Db,
  { actor, limit, cursor }: { actor: Actor } & PageQuery,
): Promise<Result<Page<AddressView>, { code: 'http.badCursor' }>> {
  const after = cursor === undefined ? null : decodeCursor(cursor, AddressCursor);
  if (cursor !== undefined && after === null) return err({ code: 'http.badCursor' });
  const addresses = await db.address.findMany({
    where: { userId: actor.userId, ...(after && { id: { lt: after[0] } }) },
    // Ids grow with time.
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: addressColumns,
  });
  return ok(toPage(addresses, limit, (address) => [address.id]));
}

const AddressCursor = z.tuple([z.uuid()]);

/** All of the actor's addresses, newest first; they are few (`addressCountMax`). */
export function findAddresses(db: Db, actor: Actor): Promise<AddressView[]> {
  return db.address.findMany({ where: { userId: actor.userId }, orderBy: { id: 'desc' }, select: addressColumns });
}

/** One of the actor's addresses. Error: `identity.addressNotFound`, also for another person's. */
export async function findAddress(
  db: Db,
  { actor, addressId }: { actor: Actor; addressId: string },
): Promise<Result<AddressView, { code: 'identity.addressNotFound' }>> {
  const address = await db.address.findFirst({
    where: { id: addressId, userId: actor.userId },
    select: addressColumns,
  });
  return address ? ok(address) : err({ code: 'identity.addressNotFound' });
}

/** Every account, newest first. Error: `http.badCursor`. */
export async function listUsers(
  db: Db,
  { q, tier, role, blocked, limit, cursor }: UserQuery,
): Promise<Result<Page<AdminUser>, { code: 'http.badCursor' }>> {
  const after = cursor === undefined ? null : decodeCursor(cursor, UserCursor);
  if (cursor !== undefined && after === null) return err({ code: 'http.badCursor' });
  const named = { contains: q?.replace(/[\\%_]/g, '\\$&') ?? '', mode: 'insensitive' } as const;
  const users = await db.user.findMany({
    where: {
      ...(q && { OR: [{ email: named }, { name: named }] }),
      ...(tier && { tier }),
      ...(role && { role }),
      ...(blocked && { blockedAt: blocked === 'true' ? { not: null } : null }),
      ...(after && { id: { lt: after[0] } }),
    },
    // Ids grow with time.
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: adminColumns,
  });
  return ok(toPage(users.map(viewUser), limit, ({ id }) => [id]));
}

const UserCursor = z.tuple([z.uuid()]);

/** Error: `identity.userNotFound`. */
export async function readUser(db: Db, userId: string): Promise<Result<AdminUser, { code: 'identity.userNotFound' }>> {
  const user = await db.user.findUnique({ where: { id: userId }, select: adminColumns });
  return user ? ok(viewUser(user)) : err({ code: 'identity.userNotFound' });
}

const adminColumns = {
  ...{ id: true, email: true, name: true, phone: true, role: true, tier: true, tierByHand: true },
  ...{ blockedAt: true, createdAt: true },
};

type AdminRow = Omit<AdminUser, 'blocked' | 'blockedAt' | 'createdAt'> & { blockedAt: Date | null; createdAt: Date };

function viewUser({ blockedAt, createdAt, ...user }: AdminRow): AdminUser {
  return {
    ...user,
    blocked: blockedAt !== null,
    blockedAt: blockedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
