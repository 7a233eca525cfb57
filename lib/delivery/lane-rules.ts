import type { DeliveryLane } from './model';

/**
 * Whose turn each of ten deliveries is: six are VIP's, three NORMAL's, one BULK's, so spread that however many are taken, from whichever
 * turn on, each lane is within one of its share.
 */
export const laneOfTurn: readonly DeliveryLane[] = [
  ...(['VIP', 'NORMAL', 'VIP', 'VIP', 'NORMAL'] as const),
  ...(['VIP', 'VIP', 'NORMAL', 'VIP', 'BULK'] as const),
];

export type LaneShares = Record<DeliveryLane, number>;

/**
 * How many of the next `count` deliveries each lane may have, whatever waits in the others; `turn` is how many were taken before.
 *
 * What a lane has no use for goes to the others, the most urgent first.
 */
export function laneShares(turn: number, count: number): LaneShares {
  const shares: LaneShares = { VIP: 0, NORMAL: 0, BULK: 0 };
  for (let step = 0; step < count; step++) {
    const lane = laneOfTurn[(turn + step) % laneOfTurn.length];
    if (lane) shares[lane]++;
  }
  return shares;
}
