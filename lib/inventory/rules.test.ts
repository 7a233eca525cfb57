import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manualReasons, onHandUnitsMax } from './model';
import { crossingsOf, decideMove, mergeLines, type StockNumbers, shortagesOf } from './rules';

describe('lines', () => {
  test('of one variant become one, in variant order', () => {
    const lines = [
      { variantId: 'b', units: 1 },
      { variantId: 'a', units: 2 },
      { variantId: 'b', units: 3 },
    ];
    expect(mergeLines(lines)).toEqual([
      { variantId: 'a', units: 2 },
      { variantId: 'b', units: 4 },
    ]);
  });

  test('never lose a unit when merged', () => {
    const total = (lines: { units: number }[]) => lines.reduce((sum, line) => sum + line.units, 0);
    fc.assert(fc.property(fc.array(aLine), (lines) => total(mergeLines(lines)) === total(lines)));
  });

  test('that are short are all named, with what there is', () => {
    const outcomes = [
      { variantId: 'a', units: 2, usableUnits: 2 },
      { variantId: 'b', units: 3, usableUnits: 1 },
      { variantId: 'c', units: 1, usableUnits: 0 },
    ];
    expect(shortagesOf(outcomes)).toEqual([
      { variantId: 'b', requestedUnits: 3, availableUnits: 1 },
      { variantId: 'c', requestedUnits: 1, availableUnits: 0 },
    ]);
  });
});

describe('a movement by hand', () => {
  const shelf = { onHandUnits: 10, reservedUnits: 4 };

  test.each([
    [5, 'RECEIVE', 15],
    [1, 'RETURN', 11],
    [-6, 'DAMAGE', 4],
    [-1, 'ADJUST', 9],
    [1, 'ADJUST', 11],
  ] as const)('of %i by %s leaves %i on hand', (deltaUnits, reason, onHandUnits) => {
    expect(decideMove(shelf, { deltaUnits, reason })).toEqual({ ok: true, value: { onHandUnits } });
  });

  test.each([
    [-7, 'DAMAGE', 'inventory.negative'],
    [-7, 'RECEIVE', 'inventory.negative'],
    [-1, 'RECEIVE', 'inventory.wrongDirection'],
    [-1, 'RETURN', 'inventory.wrongDirection'],
    [1, 'DAMAGE', 'inventory.wrongDirection'],
    [onHandUnitsMax, 'RECEIVE', 'inventory.onHandLimit'],
  ] as const)('of %i by %s is refused: %s', (deltaUnits, reason, code) => {
    expect(decideMove(shelf, { deltaUnits, reason })).toMatchObject({ ok: false, error: { code } });
  });

  test('never takes what open orders hold', () => {
    fc.assert(
      fc.property(aShelf, fc.integer(), fc.constantFrom(...manualReasons), (stock, deltaUnits, reason) => {
        const decision = decideMove(stock, { deltaUnits, reason });
        return !decision.ok || decision.value.onHandUnits >= stock.reservedUnits;
      }),
    );
  });
});

describe('a limit', () => {
  const from = (numbers: Partial<StockNumbers>): StockNumbers => ({
    ...{ onHandUnits: 10, reservedUnits: 0, safetyMinUnits: 5, safetyMaxUnits: 20 },
    ...numbers,
  });
  const crossed = (before: Partial<StockNumbers>, after: Partial<StockNumbers>) =>
    crossingsOf({ variantId: 'a', before: from(before), after: from(after) }).map(
      ({ kind, turn }) => `${kind} ${turn}`,
    );

  test.each([
    [{}, { onHandUnits: 6 }, []],
    [{}, { onHandUnits: 5 }, ['LOW_STOCK raised']],
    [{}, { reservedUnits: 5 }, ['LOW_STOCK raised']],
    [{}, { onHandUnits: 0 }, ['SOLD_OUT raised']],
    [{ onHandUnits: 5 }, { onHandUnits: 1 }, []],
    [{ onHandUnits: 5 }, { onHandUnits: 0 }, ['LOW_STOCK recovered', 'SOLD_OUT raised']],
    [{ onHandUnits: 0 }, { onHandUnits: 5 }, ['LOW_STOCK raised', 'SOLD_OUT recovered']],
    [{ onHandUnits: 0 }, { onHandUnits: 21 }, ['OVERSTOCK raised', 'SOLD_OUT recovered']],
    [{}, { onHandUnits: 20 }, []],
    [{}, { onHandUnits: 21, reservedUnits: 15 }, ['OVERSTOCK raised']],
    [{}, { safetyMinUnits: 10 }, ['LOW_STOCK raised']],
    [{}, { safetyMaxUnits: 9 }, ['OVERSTOCK raised']],
    [{ onHandUnits: 21 }, { onHandUnits: 21, safetyMaxUnits: null }, ['OVERSTOCK recovered']],
    [{ onHandUnits: 5, safetyMinUnits: 0 }, { onHandUnits: 0, safetyMinUnits: 0 }, ['SOLD_OUT raised']],
  ])('from %o to %o: %o', (before, after, expected) => {
    expect(crossed(before, after).sort()).toEqual(expected);
  });

  test('is crossed one way and then the other, whatever happens to the stock', () => {
    const aLevel = aShelf.chain((shelf) => fc.record({ shelf: fc.constant(shelf), limits: aLimit }));
    fc.assert(
      fc.property(fc.array(aLevel, { maxLength: 30 }), (levels) => {
        const open = new Set<string>();
        let before: StockNumbers = { onHandUnits: 1, reservedUnits: 0, safetyMinUnits: 0, safetyMaxUnits: null };
        for (const { shelf, limits } of levels) {
          const after = { ...shelf, ...limits };
          for (const { kind, turn } of crossingsOf({ variantId: 'a', before, after })) {
            expect(open.has(kind)).toBe(turn === 'recovered');
            if (turn === 'raised') open.add(kind);
            else open.delete(kind);
          }
          expect(open.has('LOW_STOCK') && open.has('SOLD_OUT')).toBe(false);
          before = after;
        }
      }),
    );
  });
});

const aLimit = fc.record({ safetyMinUnits: fc.nat(500), safetyMaxUnits: fc.option(fc.nat(1_000)) });
const aLine = fc.record({ variantId: fc.constantFrom('a', 'b', 'c'), units: fc.integer({ min: 1, max: 99 }) });
const aShelf = fc
  .tuple(fc.nat(1_000), fc.nat(1_000))
  .map(([a, b]) => ({ onHandUnits: Math.max(a, b), reservedUnits: Math.min(a, b) }));
