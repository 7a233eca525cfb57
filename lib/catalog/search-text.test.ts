import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gramsOf, initialsOf, searchKey, searchWords, searchWordsMax, slipBetween, slipsOf } from './search-text';

const composed = (text: string) => text.normalize('NFKC');

describe('a key', () => {
  test.each([
    ['Vase_50%', 'vase 50'],
    ['그릇·도자', '그릇 도자'],
    ['ＡＢＣ　Ⅳ', 'abc iv'],
    ['신발', '신발'],
    ["  \t\n'\\%_;--  ", ''],
    ['a\u0000b', 'a b'],
    ['가방😀', '가방😀'],
  ])('of %j is %j', (text, key) => {
    expect(searchKey(text)).toBe(key);
  });

  test('of a key is that key', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => searchKey(searchKey(text)) === searchKey(text)));
  });

  test('has no two spaces, and none at its ends', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/^ | $| {2}/.test(searchKey(text))));
  });
});

describe('the grams of a word', () => {
  test.each([
    ['신발', ['신발']],
    ['운동화', ['운동', '동화']],
    ['컵', ['컵']],
    ['tote', ['tot', 'ote']],
    ['to', ['to']],
    ['코튼tote', ['코튼', 'tot', 'ote']],
    ['a4용지', ['a4', '용지']],
    ['😀', ['😀']],
    ['ㅅ', []],
    ['', []],
  ])('%s are %j', (word, grams) => {
    expect(gramsOf(composed(word))).toEqual(grams);
  });

  test.each([
    ['ㅅㅂ', 'ㅅㅂ'],
    ['신ㅂ', 'ㅅㅂ'],
    ['ㄳ', 'ㄱㅅ'],
  ])('%s are those of its initial consonants', (word, initials) => {
    expect(searchWords(word).flatMap(gramsOf)).toEqual([composed(initials)]);
  });

  test('are bounded, however long the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5_000 }), (query) => {
        const words = searchWords(query);
        return words.length <= searchWordsMax && words.flatMap(gramsOf).length <= 300;
      }),
    );
  });
});

test('initial consonants are those of each syllable', () => {
  expect(initialsOf('달항아리 tote')).toBe(`${composed('ㄷㅎㅇㄹ')} tote`);
});

describe('two words are apart', () => {
  test.each([
    ['신발', '신발', 0],
    ['신발', '신빌', 1],
    ['신발', '신바', 1],
    ['찻잔', '찻진', 1],
    ['tote', 'toet', 1],
    ['tote', 'tot', 1],
    ['tote', 'totes', 1],
    ['tote', 'tota', 1],
    ['운동화', '운동복', 2],
    ['운동화', '운화', 2],
    ['신발', '가방', null],
    ['tote', 'note book', null],
  ] as const)('%s and %s by %s', (one, other, distance) => {
    expect(slipBetween(one, other)).toBe(distance);
  });

  test('as far as they are from each other', () => {
    const word = fc.string({
      unit: fc.constantFrom('신', '발', '바', '운', 'a', 'b', 'c'),
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(word, word, (one, other) => {
        if (/^[가-힣]+$/.test(one) !== /^[가-힣]+$/.test(other)) return true;
        return (slipBetween(one, other) === 1) === (slipBetween(other, one) === 1);
      }),
    );
  });

  test('by one letter only when their slips meet, so that looking for those finds all', () => {
    const word = fc.string({
      unit: fc.constantFrom('신', '발', '바', '운', 'a', 'b', 'c'),
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(word, word, (one, other) => {
        const slips = new Set(slipsOf(one));
        return slipBetween(one, other) !== 1 || slipsOf(other).some((slip) => slips.has(slip));
      }),
    );
  });
});
