import { db, type Tx } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { rankListings } from '@/lib/insights/rank-listings';
import { rollUpSales, rollUpSizeMax } from '@/lib/insights/roll-up-sales';
import { hours, later } from '@/lib/shared/clock';
import { ok, unwrap } from '@/lib/shared/result';
import { seedCampaigns } from './campaigns';
import { cast } from './cast';
import { Dice } from './dice';
import { seedGoods } from './goods';
import { seedHistory } from './history';
import { hashCastPasswords, seedPeople } from './people';
import { seedWaitingList } from './waiting-list';

/** Far more than it takes on the slowest machine that one would show a shop on. */
const seedLimitMs = 180_000;
const storyNumber = 2026;

/**
 * Fills the demo shop: people, goods with their stock, and five days of orders, all through the real use cases.
 *
 * One transaction, so it is there as a whole or not at all; run again, it changes nothing. Tells whether it did something.
 */
export async function seedDemo({ now }: { now: Date }): Promise<boolean> {
  if ((await db().user.count({ where: { email: cast.admin.email } })) > 0) return false;
  const hashes = await hashCastPasswords();
  await inTransaction(
    async (tx) => {
      const actors = await seedPeople(tx, { hashes, joinedAt: later(now, -hours(24 * 60)) });
      const dice = new Dice(storyNumber);
      const shelves = await seedGoods(tx, { actor: actors.admin, dice, now });
      await seedHistory(tx, { actors, shelves, dice, now });
      await seedWaitingList(tx, { actors, now });
      await seedCampaigns(tx, { actors, now });
      await countSales(tx);
      await rankListings(tx, { now });
      return ok(undefined);
    },
    { limitMs: seedLimitMs },
  );
  return true;
}

async function countSales(tx: Tx): Promise<void> {
  while (unwrap(await rollUpSales(tx, { limit: rollUpSizeMax })).counted > 0);
}
