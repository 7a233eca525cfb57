import { db } from '@/lib/db/client';
import type { Locale } from '@/lib/shared/locale';
import { log } from '@/lib/shared/log';
import { staleWhileRevalidate } from '@/lib/shared/stale-while-revalidate';
import { countFacets } from './count-facets';
import type { Facets, ProductQuery } from './model';

/** Among so many customers nobody misses a count of five seconds ago; what is listed beside it is always read. */
const freshMs = 5_000;
const staleMs = 30_000;
/** A few kilobytes each. */
export const facetQueriesMax = 300;

type CountedQuery = { read: () => Promise<Facets> };

/** Routes and pages get separate copies of this module but share `globalThis`. The query that was asked for last stands last. */
const shared = globalThis as typeof globalThis & { maruFacets?: Map<string, CountedQuery> };

/** As `countFacets`, for all who ask the same within seconds: thousands who look at one sale have it counted once. */
export function readFacets(query: ProductQuery, { locale }: { locale: Locale }): Promise<Facets> {
  shared.maruFacets ??= new Map();
  const held = shared.maruFacets;
  const { q, category, minPriceWon, maxPriceWon, inStock, option } = query;
  const key = JSON.stringify([locale, q, category, minPriceWon, maxPriceWon, inStock, option]);
  const counted = held.get(key) ?? countNowAndThen(query, locale);
  held.delete(key);
  held.set(key, counted);
  for (const oldest of held.keys()) {
    if (held.size <= facetQueriesMax) break;
    held.delete(oldest);
  }
  return counted.read();
}

function countNowAndThen(query: ProductQuery, locale: Locale): CountedQuery {
  return staleWhileRevalidate({
    load: () => countFacets(db(), query, { locale }),
    ...{ freshMs, staleMs, everyMs: freshMs },
    onFailure: (error) => log.warn({ err: error }, 'counts of what could be chosen stay as they were'),
  });
}
