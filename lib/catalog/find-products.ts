import type { Db } from '@/lib/db/client';
import type { Locale } from '@/lib/shared/locale';
import { ok, type Result } from '@/lib/shared/result';
import { listProducts } from './list-products';
import type { ProductPage, ProductQuery } from './model';
import { readFacets } from './read-facets';

/** A page of products and, when asked for, the facets of what was found: also those of a corrected search. Errors: `http.badCursor`. */
export async function findProducts(
  db: Db,
  { facets, ...query }: ProductQuery & { facets: boolean },
  { locale }: { locale: Locale },
): Promise<Result<ProductPage, { code: 'http.badCursor' }>> {
  if (facets && !query.q) {
    const [listed, counted] = await Promise.all([listProducts(db, query, { locale }), readFacets(query, { locale })]);
    return listed.ok ? ok({ ...listed.value, facets: counted }) : listed;
  }
  const listed = await listProducts(db, query, { locale });
  if (!listed.ok || !facets) return listed;
  const searched = { ...query, q: listed.value.correctedQuery ?? query.q };
  return ok({ ...listed.value, facets: await readFacets(searched, { locale }) });
}
