import type { Tx } from '@/lib/db/client';
import { execute, firstRow, rows, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { ok, type Result } from '@/lib/shared/result';
import { readSellableUnits } from './queries';
import { nextWaveAt, waveSize } from './rules';

/**
 * The variant's open wave, or a new one of those first in line, at most twice as many as there are units; null when there is nothing to
 * tell, or it is too early after the wave before.
 *
 * Idempotent: whoever comes while a wave is open gets the same. Locks the variant's row, so that two find one wave, and the members.
 */
export async function openWave(
  tx: Tx,
  { variantId, now }: { variantId: string; now: Date },
): Promise<Result<{ waveId: string } | null>> {
  await execute(tx, sql`SELECT FROM variants WHERE id = ${variantId}::uuid FOR NO KEY UPDATE`);
  const last = await firstRow<{ id: string; number: number; endedAt: Date | null }>(
    tx,
    sql`SELECT id, number, ended_at FROM restock_waves WHERE variant_id = ${variantId}::uuid ORDER BY number DESC LIMIT 1`,
  );
  if (last && !last.endedAt) return ok({ waveId: last.id });
  if (last?.endedAt && nextWaveAt(last.endedAt) > now) return ok(null);

  const availableUnits = await readSellableUnits(tx, variantId);
  const members = await rows<{ id: string }>(
    tx,
    sql`SELECT id FROM restock_subscriptions WHERE variant_id = ${variantId}::uuid AND state = 'WAITING'
        ORDER BY waiting_since, id LIMIT ${waveSize(availableUnits)} FOR NO KEY UPDATE`,
  );
  if (members.length === 0) return ok(null);
  const waveId = newId();
  const number = (last?.number ?? 0) + 1;
  await tx.restockWave.create({
    data: { id: waveId, variantId, number, availableUnits, size: members.length, startedAt: now },
  });
  await execute(
    tx,
    sql`UPDATE restock_subscriptions SET wave_id = ${waveId}::uuid WHERE id = ANY (${members.map(({ id }) => id)}::uuid[])`,
  );
  return ok({ waveId });
}
