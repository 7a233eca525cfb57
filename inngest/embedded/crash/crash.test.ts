import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CrashCourse } from './round';

const rounds = 2;
/** A seed of its own each time: what `node --import tsx bench/crash.ts --rounds 1 --seed <it>` repeats. */
const seeds = Array.from({ length: rounds }, () => randomInt(2 ** 31));

let course: CrashCourse;
beforeAll(async () => {
  course = await CrashCourse.start();
}, 150_000);
afterAll(() => course?.stop(), 30_000);

test.each(seeds)(
  'whatever is killed, every run ends and each result is stored once (seed %i)',
  async (seed) => {
    const { events } = await course.round(seed);
    expect(events).toBeGreaterThan(0);
  },
  120_000,
);
