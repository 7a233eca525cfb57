import type { CatalogError } from '@/lib/catalog/model';
import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import type { Locale } from '@/lib/shared/locale';
import { err, ok, type Result } from '@/lib/shared/result';
import { queueMessage } from '../queue-message';
import { confirmationMail } from './confirmation-mail';
import {
  confirmationPauseMs,
  type RestockError,
  type RestockLinks,
  type RestockSignUp,
  type RestockVariant,
  type SignedUp,
} from './model';
import { readRestockVariant } from './queries';

type Refusal =
  | Extract<RestockError, { code: 'restock.alreadySubscribed' | 'restock.inStock' }>
  | Extract<CatalogError, { code: 'catalog.variantNotFound' }>
  | { code: 'http.badInput'; errors: { path: string; message: string }[] };

/**
 * Puts an address on a sold-out variant's waiting list: a member's own at once, any other once it is confirmed by mail.
 *
 * Errors: `catalog.variantNotFound` (also for goods not on sale), `restock.inStock`, `restock.alreadySubscribed` for a member's own
 * address, `http.badInput` for nobody without an address. For an address that is not the member's own the answer is always the same, so
 * it tells nothing about whose address it is; one that waits already gets no mail, one that is not
 * confirmed yet gets another after a while.
 */
export async function signUpForRestock(
  tx: Tx,
  { actor, variantId, email, locale, links, now }: SignUp,
): Promise<Result<SignedUp, Refusal>> {
  const own =
    actor && (await tx.user.findUniqueOrThrow({ where: { id: actor.userId }, select: { email: true } })).email;
  const address = email ?? own;
  if (address === null) return err({ code: 'http.badInput', errors: [{ path: 'email', message: 'is needed' }] });
  const variant = await readRestockVariant(tx, { variantId, locale });
  if (!variant?.isOnSale) return err({ code: 'catalog.variantNotFound' });
  if (variant.availableUnits > 0) return err({ code: 'restock.inStock' });

  if (actor && address === own) return await joinAsMember(tx, { actor, variantId, email: own, locale, now });
  await askToConfirm(tx, { variantId, email: address, variant, locale, links, now });
  return ok({ id: null, variantId, email: address, state: 'PENDING_CONFIRMATION' });
}

type SignUp = RestockSignUp & { actor: Actor | null; locale: Locale; links: RestockLinks; now: Date };

/** What the member signed up for with the same address before signing in becomes theirs, with its place in the line. */
async function joinAsMember(
  tx: Tx,
  {
    actor,
    variantId,
    email,
    locale,
    now,
  }: { actor: Actor; variantId: string; email: string; locale: Locale; now: Date },
): Promise<Result<SignedUp, { code: 'restock.alreadySubscribed' }>> {
  const joined = await firstRow<{ id: string }>(
    tx,
    sql`INSERT INTO restock_subscriptions AS s (id, variant_id, user_id, email, locale, state, created_at, waiting_since)
        VALUES (${newId()}::uuid, ${variantId}::uuid, ${actor.userId}::uuid, ${email}, ${locale}::locale, 'WAITING', ${now}, ${now})
        ON CONFLICT (variant_id, email) WHERE state IN ('PENDING_CONFIRMATION', 'WAITING') DO UPDATE
          SET user_id = excluded.user_id, state = 'WAITING', waiting_since = coalesce(s.waiting_since, excluded.waiting_since)
          WHERE s.user_id IS NULL
        RETURNING s.id`,
  );
  return joined
    ? ok({ id: joined.id, variantId, email, state: 'WAITING' })
    : err({ code: 'restock.alreadySubscribed' });
}

/**
 * Signing up again before the address is confirmed starts its time anew. The subscription's row is locked from here on, so that of many
 * sign-ups at once each sees the mail of the one before.
 */
async function askToConfirm(
  tx: Tx,
  {
    variantId,
    email,
    variant,
    locale,
    links,
    now,
  }: { variantId: string; email: string; variant: RestockVariant; locale: Locale; links: RestockLinks; now: Date },
): Promise<void> {
  const pending = await firstRow<{ id: string }>(
    tx,
    sql`INSERT INTO restock_subscriptions AS s (id, variant_id, email, locale, state, created_at)
        VALUES (${newId()}::uuid, ${variantId}::uuid, ${email}, ${locale}::locale, 'PENDING_CONFIRMATION', ${now})
        ON CONFLICT (variant_id, email) WHERE state IN ('PENDING_CONFIRMATION', 'WAITING') DO UPDATE
          SET created_at = excluded.created_at, locale = excluded.locale
          WHERE s.state = 'PENDING_CONFIRMATION'
        RETURNING s.id`,
  );
  if (!pending || (await wasAskedLately(tx, { variantId, email, now }))) return;
  await queueMessage(tx, {
    kind: 'RESTOCK_CONFIRMATION',
    to: email,
    locale,
    dedupKey: `restock-confirmation:${pending.id}:${now.getTime()}`,
    content: confirmationMail({ variant, locale, links, subscriptionId: pending.id }),
    subscriptionId: pending.id,
    unsubscribeUrl: links.endAll(pending.id),
    now,
  });
}

/** Whether a mail that asks this address about this variant was queued a moment ago, and is not known to have gone nowhere. */
async function wasAskedLately(
  tx: Tx,
  { variantId, email, now }: { variantId: string; email: string; now: Date },
): Promise<boolean> {
  const asked = await firstRow(
    tx,
    sql`SELECT m.id FROM restock_subscriptions r JOIN messages m ON m.subscription_id = r.id
        WHERE r.variant_id = ${variantId}::uuid AND r.email = ${email} AND m.kind = 'RESTOCK_CONFIRMATION'
          AND m.state NOT IN ('CANCELLED', 'FAILED') AND m.created_at > ${later(now, -confirmationPauseMs)}
        LIMIT 1`,
  );
  return asked !== null;
}
