// Fills the demo shop: people, goods with their stock, and three days of orders, all through the real use cases.
// One transaction, so it is there as a whole or not at all; run again, it changes nothing.
import { closeDb, db, type Tx } from '@/lib/db/client';
import { now as clockNow, hours, later } from '@/lib/shared/clock';
import { cast } from './cast';
import { Dice } from './dice';
import { seedGoods } from './goods';
import { seedHistory } from './history';
import { hashCastPasswords, seedPeople } from './people';

/** Far more than it takes on the slowest machine that one would show a shop on. */
const seedLimitMs = 180_000;
const dice = new Dice(2026);

async function seed(tx: Tx, hashes: Map<string, string>): Promise<void> {
  const now = clockNow();
  const actors = await seedPeople(tx, { hashes, joinedAt: later(now, -hours(24 * 60)) });
  const shelves = await seedGoods(tx, { actor: actors.admin, now });
  await seedHistory(tx, { actors, shelves, dice, now });
}

const known = await db().user.count({ where: { email: cast.admin.email } });
if (known === 0) {
  const hashes = await hashCastPasswords();
  await db().$transaction((tx) => seed(tx, hashes), { timeout: seedLimitMs });
}
await closeDb();
