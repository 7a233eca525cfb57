import { readProductItems } from '@/lib/catalog/queries';
import { type Db, db as processDb } from '@/lib/db/client';
import { listen } from '@/lib/db/listen';
import { minutes, now } from '@/lib/shared/clock';
import type { Locale } from '@/lib/shared/locale';
import { log } from '@/lib/shared/log';
import { staleWhileRevalidate } from '@/lib/shared/stale-while-revalidate';
import type { PopularProducts } from './model';
import { type Ranking, rankProducts } from './queries';

/** What was counted is told at once; this old a ranking may become when that gets lost, or when its first hour passes out of the window. */
const freshMs = 30_000;
/** A process that nobody asked for longer has them wait rather than read yesterday's news. */
const staleMs = minutes(5);
/** While things sell all the time, ranks are computed anew this often. */
const everyMs = 1_000;

type RankingCache = { read: () => Promise<Ranking> };

/** Routes and pages get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruRanking?: RankingCache };

/**
 * What sold best in the last three days, with prices and stock as they are now. Ranks come from the process's cache, which all
 * processes compute anew when something was counted.
 */
export async function readPopularProducts(db: Db, { locale }: { locale: Locale }): Promise<PopularProducts> {
  shared.maruRanking ??= openCache();
  const { products, window, computedAt } = await shared.maruRanking.read();
  const items = await readProductItems(db, { productIds: products.map(({ productId }) => productId) }, { locale });
  const unitsSold = new Map(products.map((product) => [product.productId, product.unitsSold]));
  return {
    items: items.map((product, index) => ({ rank: index + 1, product, unitsSold: unitsSold.get(product.id) ?? 0 })),
    window: { from: window.from.toISOString(), to: window.to.toISOString() },
    computedAt: computedAt.toISOString(),
  };
}

function openCache(): RankingCache {
  const cache = staleWhileRevalidate({
    load: () => rankProducts(processDb(), { now: now() }),
    ...{ freshMs, staleMs, everyMs },
    onFailure: (error) => log.warn({ err: error }, 'popular products stay as they were'),
  });
  listen('maru_sales', { heard: cache.refresh, missed: cache.refresh });
  return cache;
}
