import { expect, test } from 'vitest';
import { laterCart } from './cart';

const heard = { id: 'a', version: 3, totalWon: 1_000 };

test.each([
  ['the first', undefined, heard, heard],
  ['a later version', heard, { ...heard, version: 4 }, { ...heard, version: 4 }],
  ['the same version with other prices', heard, { ...heard, totalWon: 900 }, { ...heard, totalWon: 900 }],
  ['another cart, whatever its version', heard, { ...heard, id: 'b', version: 1 }, { ...heard, id: 'b', version: 1 }],
  ['none of an earlier version, asked for before a change', heard, { ...heard, version: 2 }, heard],
])('of two answers, shows %s', (_, before, next, shown) => {
  expect(laterCart(before, next)).toEqual(shown);
});
