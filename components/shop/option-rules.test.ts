import { describe, expect, it } from 'vitest';
import { choose, firstChoice, optionNames, purchaseLimit } from './option-rules';

const shirts = [
  { id: 'white-s', options: { colour: 'white', size: 'S' }, availableUnits: 0 },
  { id: 'white-m', options: { colour: 'white', size: 'M' }, availableUnits: 3 },
  { id: 'navy-m', options: { colour: 'navy', size: 'M' }, availableUnits: 0 },
  { id: 'navy-l', options: { colour: 'navy', size: 'L' }, availableUnits: 1 },
];

describe('options', () => {
  it('are listed as the variants have them', () => {
    expect(optionNames(shirts)).toEqual([
      { name: 'colour', values: ['white', 'navy'] },
      { name: 'size', values: ['S', 'M', 'L'] },
    ]);
    expect(optionNames([{ id: 'cup', options: {}, availableUnits: 1 }])).toEqual([]);
  });

  it('start with the first that can be bought, or the first of all', () => {
    expect(firstChoice(shirts)?.id).toBe('white-m');
    expect(firstChoice(shirts.map((shirt) => ({ ...shirt, availableUnits: 0 })))?.id).toBe('white-s');
  });

  it.each([
    ['keep the size where there is one', { colour: 'white', size: 'M' }, { name: 'colour', value: 'navy' }, 'navy-m'],
    [
      'take another size where there is none',
      { colour: 'white', size: 'S' },
      { name: 'colour', value: 'navy' },
      'navy-m',
    ],
    ['take another colour where there is none', { colour: 'white', size: 'M' }, { name: 'size', value: 'L' }, 'navy-l'],
    ['lead to sold-out ones too', { colour: 'white', size: 'M' }, { name: 'size', value: 'S' }, 'white-s'],
  ])('%s', (_, chosen, wish, expected) => {
    expect(choose(shirts, chosen, wish)?.id).toBe(expected);
  });
});

describe('a purchase', () => {
  it.each([
    [{ availableUnits: 40, maxPerOrder: 99 }, 40],
    [{ availableUnits: 40, maxPerOrder: 5 }, 5],
    [{ availableUnits: 0, maxPerOrder: 5 }, 1],
  ])('of %o has at most %i units', (stock, limit) => {
    expect(purchaseLimit(stock)).toBe(limit);
  });
});
