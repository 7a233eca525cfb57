import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { err, ok, type Result } from '@/lib/shared/result';
import { hashPassword } from './hash-password';
import { SignUp } from './model';

/** The shape is wrong; `detail` is a sentence for the terminal. */
type BadAdmin = { code: 'identity.badAdmin'; detail: string };

/**
 * Makes an admin from the command line: a new account, or the one that has this e-mail, which then gets this password and is unblocked
 * (whoever runs this owns the database anyway). One statement, so it needs no transaction.
 */
export async function createAdmin(
  db: Db,
  input: { email: string; password: string; name: string },
): Promise<Result<{ email: string; created: boolean }, BadAdmin>> {
  const shape = SignUp.safeParse(input);
  if (!shape.success) {
    const [issue] = shape.error.issues;
    return err({ code: 'identity.badAdmin', detail: `${issue?.path.join('.')}: ${issue?.message}` });
  }
  const { email, password, name } = shape.data;
  const passwordHash = await hashPassword(password);
  const admin = await firstRow<{ created: boolean }>(
    db,
    sql`WITH admin AS (
          INSERT INTO users (id, email, password_hash, name, role)
          VALUES (${newId()}::uuid, ${email}, ${passwordHash}, ${name}, 'ADMIN')
          ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash, role = 'ADMIN', blocked_at = NULL
          RETURNING id, xmax = 0 AS created
        ), purse AS (
          INSERT INTO wallets (user_id) SELECT id FROM admin ON CONFLICT DO NOTHING
        )
        SELECT created FROM admin`,
  );
  return ok({ email, created: required(admin, 'the admin just written').created });
}
