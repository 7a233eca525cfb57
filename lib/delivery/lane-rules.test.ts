import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laneOfTurn, laneShares } from './lane-rules';
import { type DeliveryLane, deliveryLanes } from './model';

const turnCount = laneOfTurn.length;

describe('ten turns', () => {
  it('are six of VIP, three of NORMAL and one of BULK, wherever they begin', () => {
    for (let turn = 0; turn < 2 * turnCount; turn++)
      expect(laneShares(turn, turnCount)).toEqual({ VIP: 6, NORMAL: 3, BULK: 1 });
  });

  it('are the same taken at once or in any parts', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.array(fc.nat(70), { maxLength: 10 }), (start, parts) => {
        const sum: Record<DeliveryLane, number> = { VIP: 0, NORMAL: 0, BULK: 0 };
        let turn = start;
        for (const part of parts) {
          const shares = laneShares(turn, part);
          for (const lane of deliveryLanes) sum[lane] += shares[lane];
          turn = (turn + part) % turnCount;
        }
        const total = parts.reduce((all, part) => all + part, 0);
        expect(sum).toEqual(laneShares(start, total));
      }),
    );
  });

  it('give a lane its share within one, however many leave at a time', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(500), (turn, count) => {
        const shares = laneShares(turn, count);
        // In tenths, which are whole.
        expect(Math.abs(shares.VIP * 10 - count * 6)).toBeLessThanOrEqual(10);
        expect(Math.abs(shares.NORMAL * 10 - count * 3)).toBeLessThanOrEqual(10);
        expect(Math.abs(shares.BULK * 10 - count)).toBeLessThanOrEqual(10);
      }),
    );
  });
});
