import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countScale, durationScale } from './chart-scale';

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [4, [0, 1, 2, 3, 4]],
  [7, [0, 2, 4, 6, 8]],
  [96, [0, 25, 50, 75, 100]],
  [1_234, [0, 500, 1_000, 1_500]],
])('a count of %i stands on the scale %j', (max, ticks) => expect(countScale(max)).toEqual(ticks));

test.each([
  [0, [0, 5]],
  [18, [0, 5, 10, 15, 20]],
  [850, [0, 500, 1_000]],
  [42_000, [0, 15_000, 30_000, 45_000]],
  [5_400_000, [0, 1_800_000, 3_600_000, 5_400_000]],
])('%i ms stand on the scale %j', (max, ticks) => expect(durationScale(max)).toEqual(ticks));

test.each([countScale, durationScale])(
  'a scale begins at 0, reaches its largest value and has few equal steps',
  (scale) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (max) => {
        const ticks = scale(max);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.every((tick, index) => tick === index * (ticks[1] ?? 0))).toBe(true);
      }),
    );
  },
);
