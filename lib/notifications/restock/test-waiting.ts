import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { moveStock } from '@/lib/inventory/move-stock';
import { testAdmin } from '@/lib/inventory/test-products';
import { later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import type { SendMail } from '../send-mail';

/** People who wait, and a mailbox that keeps what is sent to them, for tests of restocks. */

export const dawn = new Date('2026-11-23T00:00:00.000Z');

/** So many guests who have confirmed, a second apart; their addresses in the order of the line. */
export async function addWaiting(variantId: string, count: number): Promise<string[]> {
  const people = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    variantId,
    email: `guest-${String(index + 1).padStart(3, '0')}@mail.example`,
    locale: 'ko' as const,
    state: 'WAITING' as const,
    createdAt: dawn,
    waitingSince: later(dawn, index * 1_000),
  }));
  // Stored the other way round: the order is the line's, not the table's.
  await db().restockSubscription.createMany({ data: people.toReversed() });
  return people.map(({ email }) => email);
}

/** Moves on-hand units by hand. */
export async function move(variantId: string, deltaUnits: number): Promise<void> {
  const reason = deltaUnits > 0 ? 'RECEIVE' : 'ADJUST';
  const movement = { actor: testAdmin, variantId, deltaUnits, reason, note: '', now: dawn } as const;
  unwrap(await inTransaction((tx) => moveStock(tx, movement)));
}

/** A mailbox: what was sent, to whom, in order. `before` runs before each mail is taken. */
export function mailbox(before: (sentCount: number) => Promise<void> = async () => undefined) {
  const sent: string[] = [];
  const send: SendMail = async ({ recipient }) => {
    await before(sent.length);
    sent.push(recipient);
    return { type: 'sent' };
  };
  return { sent, send };
}
