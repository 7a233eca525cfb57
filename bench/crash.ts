import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { CrashCourse, type RoundReport } from '../inngest/embedded/crash/round';

/**
 * Kills the job runner's processes at random moments, round after round, and checks after each that nothing was lost and nothing
 * was done twice: `node --import tsx bench/crash.ts [--rounds 100] [--seed 1]`. Each round prints its seed; `--rounds 1 --seed <it>`
 * does the same again.
 */
const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
const rounds = Number(values.rounds ?? 100);
const firstSeed = Number(values.seed ?? randomInt(2 ** 31 - rounds));

process.once('SIGINT', () => process.exit(130));
const reports: RoundReport[] = [];
const failures: string[] = [];
let course = await CrashCourse.start();
for (let round = 0; round < rounds; round++) {
  try {
    const report = await course.round(firstSeed + round);
    reports.push(report);
    console.log(
      `${round + 1}/${rounds}  seed ${report.seed}  ${report.events} events, ${report.repeats} steps repeated, settled in ${report.settledMs} ms  ${report.faults.join('; ')}`,
    );
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
    console.error(`${round + 1}/${rounds}  ${failures.at(-1)}`);
    // What is stuck would be found again in every round that follows.
    await course.stop();
    course = await CrashCourse.start();
  }
}
await course.stop();

const sum = (pick: (report: RoundReport) => number) => reports.reduce((total, report) => total + pick(report), 0);
const settledMs = reports.map((report) => report.settledMs).sort((a, b) => a - b);
console.table({
  'rounds passed': reports.length,
  'rounds failed': failures.length,
  faults: sum(({ faults }) => faults.length),
  events: sum(({ events }) => events),
  'steps executed again': sum(({ repeats }) => repeats),
  'settled after, median ms': settledMs[Math.floor(settledMs.length / 2)],
  'settled after, longest ms': settledMs.at(-1),
});
if (failures.length > 0) process.exitCode = 1;
