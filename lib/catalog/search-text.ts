// How texts become findable, from the side of what is asked for. What is found is cut up by Postgres (prisma/migrations/0002_finding), by
// the same rules: a product is found by its own name, which a test proves for any name.

/** Words of a query that count; more would only cost. */
export const searchWordsMax = 6;
/** Characters of a word that count. */
const wordLengthMax = 40;

/** Pairs of consonants that keyboards join while two initials are typed. */
const joinedConsonants: Record<string, string> = {
  ...{ ㄳ: 'ㄱㅅ', ㄵ: 'ㄴㅈ', ㄶ: 'ㄴㅎ', ㄺ: 'ㄹㄱ', ㄻ: 'ㄹㅁ', ㄼ: 'ㄹㅂ' },
  ...{ ㄽ: 'ㄹㅅ', ㄾ: 'ㄹㅌ', ㄿ: 'ㄹㅍ', ㅀ: 'ㄹㅎ', ㅄ: 'ㅂㅅ' },
};

/** What all spellings of a text have in common: composed, in lower case, words parted by one space, without punctuation. */
export function searchKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cc} -/:-@[-`{-\u00bf\u2010-\u206f\u3000-\u303f]+/gu, ' ')
    .trim();
}

/** A key's initial consonants, its other letters as they are: `신발` → `ᄉᄇ`. */
export function initialsOf(key: string): string {
  return key.normalize('NFD').replace(/[\u1161-\u11ff]+/g, '');
}

/** The words of a query, as keys. */
export function searchWords(query: string): string[] {
  const taken = query.replace(/[ㄳ-ㅄ]/g, (letter) => joinedConsonants[letter] ?? letter);
  return searchKey(taken)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, searchWordsMax)
    .map((word) => [...word].slice(0, wordLengthMax).join(''));
}

/**
 * The grams that a text with this word in it has: its pairs of syllables, triples of other letters, pairs of initial consonants. A word that
 * is typed half in initials (`신ㅂ`) is looked for by its initials. None for a word that is too little to be looked for.
 */
export function gramsOf(word: string): string[] {
  const text = /[\u1100-\u1112]/.test(word) ? initialsOf(word) : word;
  const runs = text.match(/[가-힣]+|[\u1100-\u1112]+|[^가-힣\u1100-\u1112]+/g) ?? [];
  return [...new Set(runs.flatMap(gramsOfRun))];
}

function gramsOfRun(run: string): string[] {
  const letters = [...run];
  if (/^[\u1100-\u1112]/.test(run)) return windows(letters, 2);
  const size = /^[가-힣]/.test(run) ? 2 : 3;
  return letters.length < size ? [run] : windows(letters, size);
}

function windows(letters: string[], size: number): string[] {
  return letters.slice(size - 1).map((_, start) => letters.slice(start, start + size).join(''));
}

/** A word with one letter left out, in every way, and from three syllables on with one syllable left out; and the word itself. Taken apart into letters. */
export function slipsOf(word: string): string[] {
  const letters = [...word.normalize('NFD')];
  const syllables = /^[가-힣]{3,}$/.test(word) ? [...word] : [];
  const without = (parts: string[]) => parts.map((_, out) => parts.toSpliced(out, 1).join('').normalize('NFD'));
  return [...new Set([letters.join(''), ...without(letters), ...without(syllables)])];
}

/** How far two words are apart: 0 the same, 1 one letter (of a syllable, too) or two that changed places, 2 one syllable, null more. */
export function slipBetween(one: string, other: string): 0 | 1 | 2 | null {
  if (one === other) return 0;
  if (isOneEditApart([...one.normalize('NFD')], [...other.normalize('NFD')])) return 1;
  const bothHangul = /^[가-힣]{3,}$/.test(one) && /^[가-힣]{2,}$/.test(other);
  return bothHangul && isOneEditApart([...one], [...other]) ? 2 : null;
}

/** One left out, added, replaced, or two neighbours that changed places. */
function isOneEditApart(one: string[], other: string[]): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [restOne, restOther] = [one.slice(start), other.slice(start)];
  const same = (a: string[], b: string[]) => a.join('') === b.join('');
  if (restOne.length < restOther.length) return same(restOne, restOther.slice(1));
  if (restOne.length > restOther.length) return same(restOne.slice(1), restOther);
  const [first, second, ...tail] = restOne;
  if (same(restOne.slice(1), restOther.slice(1))) return true;
  return first !== undefined && second !== undefined && same([second, first, ...tail], restOther);
}
