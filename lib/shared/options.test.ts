import { expect, test } from 'vitest';
import { localizeOptions, pairOptions } from './options';

const options = { 색상: '백자', 크기: '소' };
const optionsEn = { Colour: 'White', Size: 'Small' };

test('options are read in English where there is English, else in Korean', () => {
  const paired = pairOptions(options, optionsEn);
  expect(paired).toEqual({ 색상: ['Colour', 'White'], 크기: ['Size', 'Small'] });
  expect(localizeOptions({ options, optionsEn: paired }, 'en')).toEqual(optionsEn);
  expect(localizeOptions({ options, optionsEn: paired }, 'ko')).toEqual(options);
  expect(localizeOptions({ options, optionsEn: null }, 'en')).toEqual(options);
});

test.each([
  [{}, {}],
  [{}, undefined],
  [options, null],
])('nothing to translate is null: %o with %o', (ko, en) => {
  expect(pairOptions(ko, en)).toBeNull();
});

test('a missing translation is a bug', () => {
  expect(() => pairOptions(options, { Colour: 'White' })).toThrow('the English of 크기 is missing');
});
