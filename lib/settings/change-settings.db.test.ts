import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stopListening } from '@/lib/db/listen';
import { notified } from '@/lib/db/notify';
import { execute, sql } from '@/lib/db/sql';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { err, unwrap } from '@/lib/shared/result';
import { changeSettings } from './change-settings';
import { houseSettings, type SettingsChange, settingBounds, settingNames } from './model';
import { findSettings } from './queries';
import { forgetSettings, readSettings, watchSettings } from './read-settings';

const db = testDb();
const admin: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
const now = new Date('2026-11-23T03:00:00.000Z');

// The tables are empty before each test, which nobody is told.
beforeEach(forgetSettings);
afterEach(notified);
afterAll(stopListening);

const change = (wanted: SettingsChange) =>
  inTransaction((tx) => changeSettings(tx, { actor: admin, change: wanted, now }));

describe('settings', () => {
  it('are the house’s own until somebody sets something else, which the audit log knows with before and after', async () => {
    expect(await findSettings(db)).toEqual({ ...houseSettings, version: 0, updatedAt: null });
    expect(unwrap(await change({ shippingFeeWon: 3_000 }))).toMatchObject({ version: 0, updatedAt: null });
    const changed = { ...houseSettings, shippingFeeWon: 2_500, paymentHoldMinutes: 20 };
    const view = { ...changed, version: 1, updatedAt: now.toISOString() };
    expect(unwrap(await change({ shippingFeeWon: 2_500, paymentHoldMinutes: 20, cartLifetimeHours: 24 }))).toEqual(
      view,
    );
    expect(await findSettings(db)).toEqual(view);
    const audit = await db.auditLog.findMany();
    expect(audit).toMatchObject([
      {
        actorId: admin.userId,
        action: 'settings.change',
        before: { shippingFeeWon: 3_000, paymentHoldMinutes: 10 },
        after: { shippingFeeWon: 2_500, paymentHoldMinutes: 20 },
      },
    ]);
    expect(await readSettings(db)).toEqual(changed);
  });

  it('changed by two at once: who names the version that both saw, and comes second, is refused; without a version both count', async () => {
    const both = await Promise.all([
      change({ version: 0, shippingFeeWon: 1_000 }),
      change({ version: 0, cancelWindowMinutes: 60 }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual(err({ code: 'settings.changed', version: 1 }));
    await Promise.all([change({ shippingFeeWon: 2_000 }), change({ cancelWindowMinutes: 90 })]);
    expect(await findSettings(db)).toMatchObject({ version: 3, shippingFeeWon: 2_000, cancelWindowMinutes: 90 });
  });

  it('have their bounds in Postgres too', async () => {
    unwrap(await change({ shippingFeeWon: 2_000 }));
    const column = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    for (const name of settingNames) {
      const { min, max } = settingBounds[name];
      for (const value of [min, max]) await db.$executeRawUnsafe(`UPDATE settings SET ${column(name)} = ${value}`);
      for (const value of [min - 1, max + 1])
        await expect(db.$executeRawUnsafe(`UPDATE settings SET ${column(name)} = ${value}`)).rejects.toThrow(
          /settings_bounds/,
        );
    }
    const second = sql`INSERT INTO settings SELECT false, 1, 1, 1, 1, 1, 1, now()`;
    await expect(execute(db, second)).rejects.toThrow(/settings_one_row/);
  });

  it('are read without a round trip, and anew as soon as another process tells of a change', async () => {
    watchSettings();
    const asked = vi.fn(async () => []);
    const soon = { timeout: 10_000 };
    const nobody = { $queryRaw: asked } as unknown as typeof db;
    await vi.waitFor(async () => {
      asked.mockClear();
      await readSettings(db);
      expect(await readSettings(nobody)).toEqual(houseSettings);
      expect(asked).not.toHaveBeenCalled();
    }, soon);
    // As another process does it: this one is not told but over LISTEN.
    await db.$executeRaw`INSERT INTO settings SELECT true, 30, 24, 10, 4000, 50000, 1, now()`;
    await db.$executeRaw`SELECT pg_notify('maru_settings', 'shop')`;
    await vi.waitFor(async () => expect(await readSettings(db)).toMatchObject({ shippingFeeWon: 4_000 }), soon);
  });
});
