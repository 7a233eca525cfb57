import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import type { IdentityError, Me, SignUp } from './model';

/** Hashing takes too long for a transaction, so the hash comes in ready (lib/identity/hash-password). */
type SignUpUser = Omit<SignUp, 'password'> & {
  passwordHash: string;
  /** From where, hashed (lib/identity/hash-network); many accounts from one network in a short time are looked at when they claim coupons. */
  network?: Buffer | null;
};
type EmailTaken = Extract<IdentityError, { code: 'identity.emailTaken' }>;

/**
 * Makes an account with its empty wallet. Error: `identity.emailTaken`.
 *
 * Of two at once with one e-mail, the second waits for the first and is refused.
 */
export async function signUpUser(
  tx: Tx,
  { email, name, phone, passwordHash, network = null }: SignUpUser,
): Promise<Result<Me, EmailTaken>> {
  const user = await firstRow<Me>(
    tx,
    sql`WITH made AS (
          INSERT INTO users (id, email, password_hash, name, phone, sign_up_network)
          VALUES (${newId()}::uuid, ${email}, ${passwordHash}, ${name}, ${phone ?? null}, ${network}::bytea)
          ON CONFLICT (email) DO NOTHING
          RETURNING id, email, name, phone, role, tier, false AS cart_reminders, false AS coupon_reminders
        ), purse AS (
          INSERT INTO wallets (user_id) SELECT id FROM made
        )
        SELECT * FROM made`,
  );
  return user ? ok(user) : err({ code: 'identity.emailTaken' });
}
