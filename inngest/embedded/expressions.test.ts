import { expect, test } from 'vitest';
import { compileInterest, compileTrigger, holds, matchesOf } from './expressions';

const placed = { name: 'order/placed', data: { orderId: 'o1', amount: 5, nested: { key: null } } };

test.each([
  ["event.data.orderId == 'o1'", true],
  ['event.data.orderId == "o2"', false],
  ['event.data.amount == 5', true],
  ["event.data.amount == '5'", false],
  ["event.data.orderId == 'o1' && event.data.amount == 6", false],
  ['event.data.nested.key == null', true],
  ['event.data.missing == null', false],
])('a trigger asking for %s holds: %s', (expression, expected) => {
  const conditions = compileTrigger(expression);
  expect(conditions && holds(conditions, placed)).toBe(expected);
});

test.each([
  'event.data.a != 1',
  "event.data.a == 'x' || true",
  'event.data.a > 1',
  'event.data.a',
  'async.data.a == 1',
  "event.data.a == 'it\\'s'",
])('a trigger asking for %s is not understood', (expression) => expect(compileTrigger(expression)).toBeNull());

test.each([
  ['event.data.orderId == async.data.orderId', { data: { orderId: 'o1' } }, true],
  ['async.data.orderId == event.data.orderId', { data: { orderId: 'o1' } }, true],
  ['event.data.orderId == async.data.orderId', { data: { orderId: 'o2' } }, false],
  ['event.data.orderId == async.data.orderId', { data: {} }, false],
  ['event.data.amount == async.data.amount', { data: { amount: '5' } }, false],
  ["event.data.orderId == async.data.orderId && async.data.kind == 'x'", { data: { orderId: 'o1', kind: 'x' } }, true],
  ["event.data.orderId == async.data.orderId && async.data.kind == 'x'", { data: { orderId: 'o1', kind: 'y' } }, false],
  [undefined, { data: {} }, true],
])('a run listening with %s hears %j: %s', (expression, later, expected) => {
  const interest = compileInterest(expression, placed);
  expect(interest && matchesOf(interest.shape, later) === interest.matches).toBe(expected);
});

test('a run never hears by a value that its own event lacks', () => {
  expect(compileInterest('event.data.missing == async.data.missing', placed)).toBeUndefined();
});

test.each(['async.data.n > event.data.n', "event.data.a == 'x'", 'async.data.a == async.data.b'])(
  'listening with %s is not understood',
  (expression) => expect(compileInterest(expression, placed)).toBeNull(),
);
