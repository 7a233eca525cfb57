import type { Db } from '@/lib/db/client';
import { joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import { gramsOf, initialsOf, searchKey, searchWords } from './search-text';

// Searches as conditions on listings `l`. A listing has each gram of its texts once, marked with the best place where it stands, so that
// the tiers below are disjoint and each is one question to the index.

const marks = { nameStart: '^', name: '~', sku: '=', description: '-' } as const;
type Mark = (typeof marks)[keyof typeof marks];

const inName: Mark[] = [marks.nameStart, marks.name];
const inNameOrSku: Mark[] = [...inName, marks.sku];
const anywhere: Mark[] = [...inNameOrSku, marks.description];

export type Search = {
  /** True for every listing that the search finds. */
  matches: Sql;
  /** The same, best first and disjoint: the name begins with it, the name has it, category or SKU, description. */
  tiers: Sql[];
};

type Word = {
  text: string;
  grams: string[];
  /** Categories that are called so, and all below them. */
  categoryIds: string[];
};

/** What a query asks for, or null when there is nothing in it to look for. */
export async function planSearch(db: Db, query: string): Promise<Search | null> {
  const words = searchWords(query).filter((word) => gramsOf(word).length > 0);
  const [firstWord] = words;
  if (firstWord === undefined) return null;
  const named = await findNamedCategories(db, words);
  return searchOf(words.map((word, place) => ({ text: word, grams: gramsOf(word), categoryIds: named[place] ?? [] })));
}

function searchOf(words: Word[]): Search {
  const [first, ...others] = words;
  const beginning = (mark: Mark) =>
    asks([...(first ? [wordWithin(first, inName, [mark])] : []), ...others.map((word) => wordWithin(word, inName))]);
  const [nameStart, name] = [beginning(marks.nameStart), beginning(marks.name)];
  const matches = eachWord(words, anywhere);

  if (words.every((word) => word.categoryIds.length === 0)) {
    const grams = words.flatMap((word) => word.grams);
    const oneIn = (mark: Mark) => `(${grams.map((gram) => within(gram, [mark])).join(' | ')})`;
    const sku = asks([...grams.map((gram) => within(gram, inNameOrSku)), oneIn(marks.sku)]);
    const description = asks([...grams.map((gram) => within(gram, anywhere)), oneIn(marks.description)]);
    return { matches, tiers: [nameStart, name, sku, description] };
  }
  const inAnyName = asks(words.map((word) => wordWithin(word, inName)));
  const skuOrCategory = eachWord(words, inNameOrSku);
  return {
    matches,
    tiers: [
      nameStart,
      name,
      sql`${skuOrCategory} AND NOT ${inAnyName}`,
      sql`${matches} AND NOT ${skuOrCategory} AND NOT ${inAnyName}`,
    ],
  };
}

/** Every word stands at one of these places, or calls the listing's category. */
function eachWord(words: Word[], places: Mark[]): Sql {
  const conditions = words.map((word) => {
    const text = asks([wordWithin(word, places)]);
    return word.categoryIds.length === 0 ? text : sql`(${text} OR l.category_id = ANY(${word.categoryIds}::uuid[]))`;
  });
  return sql`(${joinSql(conditions, ' AND ')})`;
}

function asks(parts: string[]): Sql {
  return sql`l.grams @@ ${parts.join(' & ')}::tsquery`;
}

/**
 * All grams of a word at these places, its first at one of `firstPlaces`. A word that is a name's whole word says the same, and lets Postgres
 * know how frequent it is: grams of one word it takes for unrelated.
 */
function wordWithin({ text, grams }: Word, places: Mark[], firstPlaces = places): string {
  const parts = grams.map((gram, index) => within(gram, index === 0 ? firstPlaces : places));
  if (grams.length < 2) return parts.join(' & ');
  const whole = within(
    `!${text}`,
    firstPlaces.filter((mark) => inName.includes(mark)),
  );
  return `(${whole} | (${parts.join(' & ')}))`;
}

function within(gram: string, places: Mark[]): string {
  const quoted = gram.replace(/['\\]/g, (sign) => sign + sign);
  return `(${places.map((mark) => `'${mark}${quoted}'`).join(' | ')})`;
}

/** For each word the ids of the categories that it names, and of all below them. There are as many categories as a menu has. */
async function findNamedCategories(db: Db, words: string[]): Promise<string[][]> {
  const categories = await rows<{ id: string; parentId: string | null; names: string[] }>(
    db,
    sql`SELECT c.id, c.parent_id, array_agg(t.name) AS names
        FROM categories c JOIN category_translations t ON t.category_id = c.id GROUP BY c.id`,
  );
  const below = (ids: string[]): string[] =>
    ids.flatMap((id) => [id, ...below(categories.filter((one) => one.parentId === id).map((one) => one.id))]);
  return words.map((word) => {
    const named = categories.filter(({ names }) => names.some((name) => isNamed(name, word)));
    return [...new Set(below(named.map((one) => one.id)))];
  });
}

/** Whether a name has the word in it, or its initial consonants. Other letters than Hangul begin a word of it, one alone is a word of it. */
export function isNamed(name: string, word: string): boolean {
  const key = searchKey(name);
  if (word.length < 2) return key.split(' ').includes(word);
  const isHangul = /^[가-힣\u1100-\u1112]+$/.test(word);
  if (!isHangul) return ` ${key}`.includes(` ${word}`);
  return key.includes(word) || initialsOf(key.replaceAll(' ', '')).includes(word);
}
