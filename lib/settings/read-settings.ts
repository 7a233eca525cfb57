import type { Db } from '@/lib/db/client';
import { listen } from '@/lib/db/listen';
import type { Settings } from './model';
import { findSettings } from './queries';

/** A process goes by its copy for so long, even if it was not told of a change. */
const heldMs = 5_000;

type Copy = { held: { settings: Settings; until: number } | null; changes: number };

/** Routes and pages get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruSettings?: Copy };

/**
 * The settings, from the process's copy: mostly without a round trip, also inside a transaction.
 *
 * A process hears of a change a moment after its commit, so for that moment two of them may go by different ones. Whatever must not move under
 * a shopper is therefore agreed to (`expectedTotalWon`) or stored with the order.
 */
export async function readSettings(db: Db): Promise<Settings> {
  const copy = processCopy();
  if (copy.held && performance.now() < copy.held.until) return copy.held.settings;
  const { changes } = copy;
  const { version: _version, updatedAt: _updatedAt, ...settings } = await findSettings(db);
  // One that was read before a change was told may be the one before it.
  if (copy.changes === changes) copy.held = { settings, until: performance.now() + heldMs };
  return settings;
}

/** Has the next `readSettings` of this process read them anew. */
export function forgetSettings(): void {
  const copy = processCopy();
  copy.held = null;
  copy.changes++;
}

/** From now on this process hears of changes that others make. */
export function watchSettings(): void {
  listen('maru_settings', { heard: forgetSettings, missed: forgetSettings });
}

function processCopy(): Copy {
  shared.maruSettings ??= { held: null, changes: 0 };
  return shared.maruSettings;
}
