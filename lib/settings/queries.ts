import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { houseSettings, type Settings, type SettingsView } from './model';

export type SettingsRow = Settings & { version: number; updatedAt: Date | null };

export const settingsColumns = sql`cancel_window_minutes, cart_lifetime_hours, payment_hold_minutes, shipping_fee_won,
  free_shipping_from_won, version, updated_at`;

/** The settings as they stand, for those who show or change them. Whoever only needs them asks `readSettings`. */
export async function findSettings(db: Db): Promise<SettingsView> {
  const found = await firstRow<SettingsRow>(db, sql`SELECT ${settingsColumns} FROM settings`);
  return found ? viewSettings(found) : { ...houseSettings, version: 0, updatedAt: null };
}

export function viewSettings({ updatedAt, ...row }: SettingsRow): SettingsView {
  return { ...row, updatedAt: updatedAt?.toISOString() ?? null };
}
