import * as fs from 'node:fs';
import { build } from './build.mjs';
import { runJourneys } from './journeys.mjs';
import { inRoot } from './paths.mjs';

/**
 * @typedef {{ passed: number, failed: number, output?: string }} Result `output` is what to show of a failure
 * @typedef {object} Context
 * @property {import('./database.mjs').Family} family
 * @property {number} waitMs
 * @typedef {{ name: string, budgetSeconds: number, run: (context: Context) => Promise<Result> }} Suite
 */

const node = process.execPath;
const bin = (/** @type {string} */ file) => inRoot('node_modules', file);
/** The tests' own environment: nothing that is configured for the shop on this machine. */
const CONFIGURATION =
  /^(DATABASE_|DIRECT_DATABASE_|MARU_|INNGEST_|NEXTAUTH_|DELIVERY_|RECEIVER_|SMTP_|MAIL_|PORT$|NODE_ENV$)/;
export const testEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !CONFIGURATION.test(name))),
  NEXT_TELEMETRY_DISABLED: '1',
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
};

/**
 * In the order of what tells most in least time; those of a group run side by side. Each has a budget of about three times what it takes
 * or more: a machine that is slow, or busy with other things, has broken nothing.
 * @type {Suite[][]}
 */
export const suites = [
  [
    {
      name: 'types',
      budgetSeconds: 120,
      run: commands('types', [
        // Writes next-env.d.ts and the routes' types, which a fresh clone lacks.
        [node, bin('next/dist/bin/next'), 'typegen'],
        [node, bin('typescript/bin/tsc'), '--noEmit'],
      ]),
    },
  ],
  [
    {
      name: 'lint',
      budgetSeconds: 60,
      run: commands('lint', [
        [node, bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
        [node, inRoot('scripts/check-imports.mjs')],
      ]),
    },
  ],
  [{ name: 'unit', budgetSeconds: 180, run: vitest('unit') }],
  [{ name: 'db', budgetSeconds: 300, run: vitest('db') }],
  [{ name: 'db-alone', budgetSeconds: 300, run: vitest('db-alone') }],
  [
    // Waits most of its time, and a browser is waited for, too; the build takes what they leave.
    { name: 'jobs', budgetSeconds: 200, run: vitest('jobs') },
    {
      name: 'build',
      budgetSeconds: 200,
      run: ({ family, waitMs }) =>
        counted(build(family, { env: { ...testEnv, NODE_ENV: 'production' }, niceness: 10, waitMs, tailLines: 200 })),
    },
    {
      name: 'browser',
      budgetSeconds: 400,
      run: async ({ family }) => {
        // Only once the packages are there.
        const { provideChromium } = await import('./chromium.mjs');
        return counted(provideChromium(family));
      },
    },
  ],
  [{ name: 'e2e', budgetSeconds: 720, run: runJourneys }],
];

/**
 * A suite of commands that counts as one test.
 *
 * @param {string} name
 * @param {string[][]} list
 * @returns {Suite['run']}
 */
function commands(name, list) {
  return ({ family, waitMs }) =>
    counted(
      (async () => {
        for (const command of list) await family.run(name, command, { env: testEnv, waitMs, tailLines: 100 });
      })(),
    );
}

/**
 * The tests of a project of vitest.config.ts.
 *
 * @param {string} project
 * @param {{ files?: string[], env?: Record<string, string | undefined> }} [options] `files` only, and `env` besides the tests' own
 * @returns {Suite['run']}
 */
export function vitest(project, { files = [], env } = {}) {
  return async ({ family, waitMs }) => {
    const report = inRoot('test-results/logs', `${project}.json`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const command = [node, bin('vitest/vitest.mjs'), 'run', '--project', project, ...reporters, ...files];
    const { failed, output } = await counted(
      family.run(project, command, { env: { ...testEnv, ...env }, waitMs, tailLines: 300 }),
    );
    if (!fs.existsSync(report)) return { passed: 0, failed: 1, output };
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(fs.readFileSync(report, 'utf8'));
    // A file that cannot even be loaded has no tests to count.
    const brokenFiles = testResults.filter(
      (/** @type {any} */ file) => file.status === 'failed' && !file.assertionResults.length,
    );
    return { passed: numPassedTests, failed: Math.max(numFailedTests + brokenFiles.length, failed), output };
  };
}

/**
 * One passed test when `work` succeeds, one failed with its message when it throws.
 *
 * @param {Promise<unknown>} work
 * @returns {Promise<Result>}
 */
export async function counted(work) {
  try {
    await work;
    return { passed: 1, failed: 0 };
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
  }
}
