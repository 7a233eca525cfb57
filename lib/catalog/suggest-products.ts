import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import type { Locale } from '@/lib/shared/locale';
import { listProducts } from './list-products';
import {
  type CategoryNode,
  type CategoryRef,
  type ProductItem,
  ProductQuery,
  type Suggestions,
  suggestedCategoriesMax,
  suggestedProductsMax,
} from './model';
import { readCategoryMenu } from './queries';
import { isNamed } from './search-sql';
import { searchWords } from './search-text';

/** Words that the last word of a query may become, and how many of those that begin so are looked at for the shortest. */
const completionsMax = 3;
const completionsLookedAt = 100;

/**
 * A few products and categories for what is being typed. Its last word may be half-typed, down to half a syllable (`신바` on the way to
 * `신발`): when nothing has it as it is, the words that it may become are looked for.
 */
export async function suggestProducts(
  db: Db,
  { q }: { q: string },
  { locale }: { locale: Locale },
): Promise<Suggestions> {
  const words = searchWords(q);
  if (words.length === 0) return { completions: [], products: [], categories: [] };
  const [menu, exact, completions] = await Promise.all([
    readCategoryMenu(db, { locale }),
    find(db, q, locale),
    complete(db, words),
  ]);
  const [likeliest] = completions;
  const products = exact.length > 0 || likeliest === undefined ? exact : await find(db, likeliest, locale);
  return { completions, products, categories: categoriesNamed(menu, words) };
}

async function find(db: Db, q: string, locale: Locale): Promise<ProductItem[]> {
  const listed = await listProducts(db, ProductQuery.parse({ q, limit: suggestedProductsMax }), { locale });
  return listed.ok ? listed.value.items : [];
}

/** The query with its last word completed, the shortest first. Initial consonants complete nothing: they are found as they are. */
async function complete(db: Db, words: string[]): Promise<string[]> {
  const beginning = (words.at(-1) ?? '').normalize('NFD');
  const found = await rows<{ word: string }>(
    db,
    sql`SELECT word FROM (
          SELECT word FROM search_words WHERE jamo LIKE ${`${beginning}%`} AND jamo <> ${beginning} LIMIT ${completionsLookedAt}
        ) AS begun
        ORDER BY length(word), word LIMIT ${completionsMax}`,
  );
  return found.map(({ word }) => [...words.slice(0, -1), word].join(' '));
}

function categoriesNamed(nodes: CategoryNode[], words: string[]): CategoryRef[] {
  const all = (list: CategoryNode[]): CategoryNode[] => list.flatMap((node) => [node, ...all(node.children)]);
  return all(nodes)
    .filter(({ name }) => words.every((word) => isNamed(name, word)))
    .slice(0, suggestedCategoriesMax)
    .map(({ id, slug, name }) => ({ id, slug, name }));
}
