import type { Tx } from '@/lib/db/client';
import { notify } from '@/lib/db/notify';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { afterCommit } from '@/lib/db/transaction';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { required } from '@/lib/shared/invariant';
import { err, ok, type Result } from '@/lib/shared/result';
import {
  houseSettings,
  type SettingName,
  type Settings,
  type SettingsChange,
  type SettingsError,
  type SettingsView,
  settingNames,
} from './model';
import { type SettingsRow, settingsColumns, viewSettings } from './queries';
import { forgetSettings } from './read-settings';

export type ChangeSettings = { actor: Actor; change: SettingsChange; now: Date };

/**
 * Sets what is named and leaves the rest. What changes nothing is no change: version and audit log stay as they are.
 *
 * Errors: `settings.changed` when `version` is no longer the present one. Locks the row; of two changes that name the same version one is refused.
 */
export async function changeSettings(
  tx: Tx,
  { actor, change: { version, ...wanted }, now }: ChangeSettings,
): Promise<Result<SettingsView, SettingsError>> {
  assertAdmin(actor);
  const before = await lockSettings(tx);
  if (version !== undefined && version !== before.version) {
    return err({ code: 'settings.changed', version: before.version });
  }
  const changed = settingNames.filter((name) => wanted[name] !== undefined && wanted[name] !== before[name]);
  if (changed.length === 0) return ok(viewSettings(before));
  const after = { ...before, ...only(changed, wanted), version: before.version + 1, updatedAt: now };
  await execute(
    tx,
    sql`UPDATE settings SET cancel_window_minutes = ${after.cancelWindowMinutes}, cart_lifetime_hours = ${after.cartLifetimeHours},
          payment_hold_minutes = ${after.paymentHoldMinutes}, shipping_fee_won = ${after.shippingFeeWon},
          free_shipping_from_won = ${after.freeShippingFromWon}, version = ${after.version}, updated_at = ${now}`,
  );
  await writeAuditLog(tx, {
    actor,
    action: 'settings.change',
    entityType: 'settings',
    entityId: 'shop',
    before: only(changed, before),
    after: only(changed, after),
  });
  afterCommit(tx, () => {
    forgetSettings();
    notify('maru_settings', ['shop']);
  });
  return ok(viewSettings(after));
}

/** The row, made if there was none, so that the first two changes meet at it as all later ones do. */
async function lockSettings(tx: Tx): Promise<SettingsRow> {
  const { cancelWindowMinutes, cartLifetimeHours, paymentHoldMinutes, shippingFeeWon, freeShippingFromWon } =
    houseSettings;
  await execute(
    tx,
    sql`INSERT INTO settings (cancel_window_minutes, cart_lifetime_hours, payment_hold_minutes, shipping_fee_won, free_shipping_from_won, version)
        VALUES (${cancelWindowMinutes}, ${cartLifetimeHours}, ${paymentHoldMinutes}, ${shippingFeeWon}, ${freeShippingFromWon}, 0)
        ON CONFLICT (id) DO NOTHING`,
  );
  return required(await firstRow<SettingsRow>(tx, sql`SELECT ${settingsColumns} FROM settings FOR UPDATE`), 'settings');
}

function only(names: SettingName[], settings: Partial<Settings>): Partial<Settings> {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}
