import type { Tx } from '@/lib/db/client';
import { restockLinks } from '@/lib/http/restock-links';
import { confirmRestock } from '@/lib/notifications/restock/confirm-restock';
import { signUpForRestock } from '@/lib/notifications/restock/sign-up-for-restock';
import { hours, later, minutes } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import type { CastName } from './cast';
import { demoSlugs } from './catalog-data';
import type { Actors } from './people';

/** Who signed up for what is sold out, so many hours ago, in the order of the line. */
const members: [CastName, number][] = [
  ['gold', 52],
  ['abroad', 44],
  ['tea', 27],
  ['student', 9],
];
const guests = [
  { email: 'sora@mail.example', hoursAgo: 31, isConfirmed: true },
  { email: 'june@mail.example', hoursAgo: 3, isConfirmed: false },
];

/** A few people wait for the product that is sold out: members, a guest who has confirmed, and one who has yet to. */
export async function seedWaitingList(tx: Tx, { actors, now }: { actors: Actors; now: Date }): Promise<void> {
  const { id: variantId } = await tx.variant.findFirstOrThrow({ where: { product: { slug: demoSlugs.soldOut } } });
  const links = restockLinks();
  for (const [name, hoursAgo] of members) {
    const locale = name === 'abroad' ? 'en' : 'ko';
    const at = later(now, -hours(hoursAgo));
    unwrap(await signUpForRestock(tx, { actor: actors[name], variantId, locale, links, now: at }));
  }
  for (const { email, hoursAgo, isConfirmed } of guests) {
    const at = later(now, -hours(hoursAgo));
    unwrap(await signUpForRestock(tx, { actor: null, variantId, email, locale: 'ko', links, now: at }));
    if (!isConfirmed) continue;
    const { id } = await tx.restockSubscription.findFirstOrThrow({ where: { email } });
    unwrap(await confirmRestock(tx, { subscriptionId: id, now: later(at, minutes(4)) }));
  }
}
