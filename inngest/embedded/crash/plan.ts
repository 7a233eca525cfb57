import fc from 'fast-check';
import { endings, type Kind } from './functions';

/** What a round does, all of it following from its seed. Times are counted from the round's beginning. */
export type Plan = {
  /** Events sent in one request, at once. */
  sends: { atMs: number; machine: number; kinds: Kind[] }[];
  faults: Fault[];
  /** How long after a cancellable run was started it is cancelled. */
  cancelAfterMs: number;
  /** When the schedule is due. */
  tickAtMs: number;
};

export type Fault = {
  atMs: number;
  what: (typeof faultKinds)[number];
  machine: number;
  /** Until what was ended is started again. */
  pauseMs: number;
  /** Which of Postgres's processes, counted round and round. */
  pick: number;
};

export const machineCount = 2;
const sendMsMax = 2500;
const faultMsMax = 3500;
const pauseMsMax = 1500;

const faultKinds = [
  'kill runner',
  'kill all runners',
  'kill app',
  'kill postgres',
  'kill one of postgres',
  'end runner',
  'end postgres',
] as const;

const machine = fc.nat(machineCount - 1);

// Without fast-check's liking for the ends of a range: they are no likelier to find something than the moments between them.
const plans: fc.Arbitrary<Plan> = fc.noBias(
  fc.record({
    sends: fc.array(
      fc.record({
        atMs: fc.nat(sendMsMax),
        machine,
        kinds: fc.array(fc.constantFrom(...(Object.keys(endings) as Kind[])), { minLength: 1, maxLength: 4 }),
      }),
      { minLength: 10, maxLength: 20, size: 'max' },
    ),
    faults: fc.array(
      fc.record({
        atMs: fc.nat(faultMsMax),
        what: fc.constantFrom(...faultKinds),
        machine,
        pauseMs: fc.nat(pauseMsMax),
        pick: fc.nat(1000),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    cancelAfterMs: fc.nat(1000),
    tickAtMs: fc.integer({ min: 500, max: faultMsMax }),
  }),
);

/** The plan of a seed, always the same. */
export function planOf(seed: number): Plan {
  const [plan] = fc.sample(plans, { seed, numRuns: 1 });
  if (!plan) throw new Error(`There is no plan for the seed ${seed}.`);
  return plan;
}
