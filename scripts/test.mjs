// `npm test`: every check there is, on a fresh clone too. `npm test -- unit db` runs only those suites.
// The last line is `N passed, N failed`; the exit code agrees with it.
import './shared/node-version.mjs';
import * as fs from 'node:fs';
import { processFamily } from './shared/family.mjs';
import { generatePrismaClient } from './shared/generate.mjs';
import { install } from './shared/install.mjs';
import { bold, dim, red, say, sayError, seconds, step } from './shared/output.mjs';
import { inRoot } from './shared/paths.mjs';
import { onWishToStop } from './shared/stopping.mjs';
import { suites } from './shared/suites.mjs';

const LOG_DIR = inRoot('test-results/logs');

fs.rmSync(LOG_DIR, { recursive: true, force: true });
const family = processFamily({ logDir: LOG_DIR, record: () => {} });
onWishToStop({ stop: () => end(130), stopNow: () => process.exit(130) });

main().then(end, (error) => {
  sayError(error);
  end(1);
});

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !suites.flat().some((suite) => suite.name === name));
  if (unknown.length) {
    say(
      `There is no suite ${unknown.join(', ')}; there are ${suites
        .flat()
        .map(({ name }) => name)
        .join(', ')}.`,
    );
    return 1;
  }
  const startedAt = Date.now();
  say(`\n  ${bold('Maru')} ${dim('tests')}\n`);
  await install(family);
  await step('Prisma client', generatePrismaClient, (made) => (made ? 'generated' : 'up to date'));
  const total = { passed: 0, failed: 0 };
  for (const group of suites) {
    const chosen = group.filter(({ name }) => !wanted.length || wanted.includes(name));
    for (const { passed, failed } of await Promise.all(chosen.map(runSuite))) {
      total.passed += passed;
      total.failed += failed;
    }
  }
  say(dim(`\n  ${seconds(Date.now() - startedAt)}. Logs are in test-results.\n`));
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed ? 1 : 0;
}

/** @param {import('./shared/suites.mjs').Suite} suite */
async function runSuite({ name, budgetSeconds, run }) {
  const startedAt = Date.now();
  const result = await step(
    name,
    () => run({ family, waitMs: budgetSeconds * 1000 }),
    ({ passed, failed }) => (failed ? red(`${passed} passed, ${failed} failed`) : `${passed} passed`),
    ({ failed }) => failed === 0,
  );
  if (result.output) say(`\n${result.output}\n`);
  const isLate = Date.now() - startedAt > budgetSeconds * 1000;
  if (isLate && !result.failed) say(red(`    ${name} took longer than its budget of ${budgetSeconds} s.`));
  return isLate && !result.failed ? { ...result, failed: 1 } : result;
}

/** @param {number} exitCode */
async function end(exitCode) {
  await family.endAll();
  process.exit(exitCode);
}
