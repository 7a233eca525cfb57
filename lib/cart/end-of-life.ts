import type { Tx } from '@/lib/db/client';
import { readSettings } from '@/lib/settings/read-settings';
import { hours, later } from '@/lib/shared/clock';

/** When a cart dies that changes now. */
export async function endOfLife(tx: Tx, now: Date): Promise<Date> {
  const { cartLifetimeHours } = await readSettings(tx);
  return later(now, hours(cartLifetimeHours));
}
