import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { isId } from '@/lib/shared/ids';
import type { Me } from './model';

/** The person with this id, as the database has them now; null when unknown or blocked. */
export async function findActiveUser(db: Db, userId: string): Promise<Me | null> {
  if (!isId(userId)) return null;
  return await firstRow<Me>(
    db,
    sql`SELECT id, email, name, phone, role, tier FROM users WHERE id = ${userId}::uuid AND blocked_at IS NULL`,
  );
}

/** The person whose live bearer token has this hash; null when it is unknown, expired or revoked, or its owner blocked. */
export async function findTokenOwner(db: Db, { tokenHash, now }: { tokenHash: Uint8Array<ArrayBuffer>; now: Date }) {
  return await firstRow<Me>(
    db,
    sql`SELECT users.id, email, name, phone, role, tier
        FROM api_tokens JOIN users ON users.id = api_tokens.user_id
        WHERE token_hash = ${tokenHash} AND revoked_at IS NULL AND expires_at > ${now} AND blocked_at IS NULL`,
  );
}
