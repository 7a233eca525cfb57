import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { required } from '@/lib/shared/invariant';
import type { Locale } from '@/lib/shared/locale';
import { ok, type Result } from '@/lib/shared/result';
import { claimMessage } from '../claim-message';
import type { ClaimedMessage } from '../model';
import { queueMessage } from '../queue-message';
import type { RestockLinks, WaveEnd } from './model';
import { readRestockVariant, readSellableUnits } from './queries';
import { restockMail } from './restock-mail';
import { nextWaveAt } from './rules';

/**
 * `message` is recorded as being sent and has to leave now. BUSY: one of the wave is leaving just now, by another's hand. POSTPONED: the
 * mail server did not take one, and its next try is not due. ENDED: so is the wave; `nextWaveAt` when there may be another.
 */
export type NextTelling =
  | { type: 'TELL'; message: ClaimedMessage }
  | { type: 'BUSY' | 'POSTPONED' }
  | { type: 'ENDED'; nextWaveAt: Date | null };

/**
 * Takes the next of a wave who is to be told, once more looking whether there is something to buy; the wave ends when there is not, or
 * when nobody is left.
 *
 * Everything it says has happened by the commit: the subscription is NOTIFIED and its message SENDING before anything leaves. A person's
 * message is the wave's only one on its way, so people are told in order, however many engines work on the wave. Idempotent in that the
 * next call takes the next one. Locks the wave, then one subscription. The stock row stays unlocked: whoever pays next may take the last
 * unit the moment after, locked or not.
 */
export async function tellNext(
  tx: Tx,
  { waveId, links, now }: { waveId: string; links: RestockLinks; now: Date },
): Promise<Result<NextTelling>> {
  const wave = await firstRow<{ variantId: string }>(
    tx,
    sql`SELECT variant_id FROM restock_waves WHERE id = ${waveId}::uuid AND ended_at IS NULL FOR NO KEY UPDATE`,
  );
  if (!wave) return ok({ type: 'ENDED', nextWaveAt: null });
  const { variantId } = wave;
  const open = await findOpenMessage(tx, waveId);
  if (open?.isLeaving) return ok({ type: 'BUSY' });
  if (open && !open.isDue) return ok({ type: 'POSTPONED' });

  if ((await readSellableUnits(tx, variantId)) === 0) {
    if (open) await takeBack(tx, open.messageId);
    return endWave(tx, { waveId, variantId, endedBy: 'SOLD_OUT', now });
  }
  const messageId = open?.messageId ?? (await notifyFirst(tx, { waveId, variantId, links, now }));
  if (messageId === null) return endWave(tx, { waveId, variantId, endedBy: 'COMPLETE', now });
  const message = await claimMessage(tx, { messageId });
  return ok(message ? { type: 'TELL', message } : { type: 'BUSY' });
}

/**
 * The wave's message that is leaving, or waits for another try. One whose sender died is neither, nor is one that people have sent again:
 * it may have arrived before, so it is never taken back.
 */
function findOpenMessage(tx: Tx, waveId: string) {
  return firstRow<{ messageId: string; isLeaving: boolean; isDue: boolean }>(
    tx,
    sql`SELECT m.id AS message_id, m.state = 'SENDING' AS is_leaving, m.due_at <= clock_timestamp() AS is_due
        FROM restock_subscriptions s JOIN messages m ON m.id = s.message_id
        WHERE s.wave_id = ${waveId}::uuid AND m.resent_at IS NULL
          AND (m.state = 'WAITING' OR (m.state = 'SENDING' AND m.leased_until > clock_timestamp()))
        ORDER BY m.state = 'SENDING' DESC, s.waiting_since, s.id LIMIT 1`,
  );
}

/** Marks the wave's next member as notified and queues the message; its id, or null when nobody is left. */
async function notifyFirst(
  tx: Tx,
  { waveId, variantId, links, now }: { waveId: string; variantId: string; links: RestockLinks; now: Date },
): Promise<string | null> {
  for (;;) {
    const next = await firstRow<{ id: string; email: string; userId: string | null; locale: Locale }>(
      tx,
      sql`SELECT id, email, user_id, locale::text FROM restock_subscriptions
          WHERE wave_id = ${waveId}::uuid AND state = 'WAITING' ORDER BY waiting_since, id LIMIT 1`,
    );
    if (!next) return null;
    const locked = await firstRow(
      tx,
      sql`SELECT id FROM restock_subscriptions WHERE id = ${next.id}::uuid AND state = 'WAITING' FOR NO KEY UPDATE`,
    );
    // Ended just now: the one after it is next.
    if (!locked) continue;
    const variant = required(
      await readRestockVariant(tx, { variantId, locale: next.locale }),
      'the variant of the wave',
    );
    const { messageId } = await queueMessage(tx, {
      kind: 'RESTOCK',
      to: next.email,
      userId: next.userId,
      locale: next.locale,
      dedupKey: `restock:${next.id}:${waveId}`,
      content: restockMail({ variant, locale: next.locale, links, subscriptionId: next.id }),
      subscriptionId: next.id,
      unsubscribeUrl: links.endAll(next.id),
      now,
    });
    await execute(
      tx,
      sql`UPDATE restock_subscriptions SET state = 'NOTIFIED', message_id = ${messageId}::uuid, notified_at = ${now}
          WHERE id = ${next.id}::uuid`,
    );
    return messageId;
  }
}

/** A message that certainly never left is cancelled, and whom it was for waits on in the same place. */
async function takeBack(tx: Tx, messageId: string): Promise<void> {
  // Before its message, as whoever ends a subscription locks them.
  await execute(tx, sql`SELECT FROM restock_subscriptions WHERE message_id = ${messageId}::uuid FOR NO KEY UPDATE`);
  const cancelled = await execute(
    tx,
    sql`UPDATE messages SET state = 'CANCELLED' WHERE id = ${messageId}::uuid AND state = 'WAITING'`,
  );
  if (cancelled === 0) return;
  await execute(
    tx,
    sql`UPDATE restock_subscriptions SET state = 'WAITING', message_id = NULL, notified_at = NULL
        WHERE message_id = ${messageId}::uuid AND state = 'NOTIFIED'`,
  );
}

async function endWave(
  tx: Tx,
  { waveId, variantId, endedBy, now }: { waveId: string; variantId: string; endedBy: WaveEnd; now: Date },
): Promise<Result<NextTelling>> {
  await execute(
    tx,
    sql`UPDATE restock_subscriptions SET wave_id = NULL WHERE wave_id = ${waveId}::uuid AND state = 'WAITING'`,
  );
  await tx.restockWave.update({ where: { id: waveId }, data: { endedAt: now, endedBy } });
  const areUnitsLeft = endedBy === 'COMPLETE';
  const waiting = areUnitsLeft && (await tx.restockSubscription.findFirst({ where: { variantId, state: 'WAITING' } }));
  return ok({ type: 'ENDED', nextWaveAt: waiting ? nextWaveAt(now) : null });
}
