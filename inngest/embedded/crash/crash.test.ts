import { afterAll, beforeAll, expect, test } from 'vitest';
import { CrashCourse } from './round';

/** The same each time, so that a red run says something about a change; `node --import tsx bench/crash.ts` looks for others. */
const seeds = [2000, 2001];

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
