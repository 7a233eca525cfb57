import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { groupBy } from '@/lib/shared/group';
import { searchWords, slipBetween, slipsOf } from './search-text';

/** Words of names that are looked at for one word of a query. */
const candidatesMax = 200;
/** A shorter word is near too many others. */
const correctedLengthMin = { hangul: 2, other: 3 } as const;

/** The query with each word that no product's name has replaced by the nearest that one has, or null when there is none to replace. */
export async function correctQuery(db: Db, query: string): Promise<string | null> {
  const words = searchWords(query);
  const asked = words.filter(mayBeCorrected).flatMap((word) => slipsOf(word).map((slip) => ({ word, slip })));
  if (asked.length === 0) return null;
  const found = await rows<{ word: string; near: string }>(
    db,
    sql`SELECT asked.word, near.word AS near
        FROM (SELECT word, array_agg(slip) AS slips
              FROM unnest(${asked.map((one) => one.word)}::text[], ${asked.map((one) => one.slip)}::text[]) AS one (word, slip)
              GROUP BY word) AS asked
        CROSS JOIN LATERAL (
          SELECT w.word FROM search_words w WHERE w.slips && asked.slips LIMIT ${candidatesMax}
        ) AS near`,
  );
  const byWord = groupBy(found, (row) => row.word);
  const corrected = words.map((word) => nearest(word, byWord.get(word)?.map((row) => row.near) ?? []) ?? word);
  return corrected.some((word, place) => word !== words[place]) ? corrected.join(' ') : null;
}

/** The word itself, if it is there; then one letter off; then one syllable. Ties go to the word that comes first. */
function nearest(word: string, candidates: string[]): string | null {
  const byDistance = candidates
    .map((near) => ({ near, distance: slipBetween(word, near) ?? Number.POSITIVE_INFINITY }))
    .filter(({ distance }) => Number.isFinite(distance))
    .sort((a, b) => a.distance - b.distance || (a.near < b.near ? -1 : 1));
  return byDistance[0]?.near ?? null;
}

function mayBeCorrected(word: string): boolean {
  if (/[\u1100-\u1112]/.test(word)) return false;
  return word.length >= (/[가-힣]/.test(word) ? correctedLengthMin.hangul : correctedLengthMin.other);
}
