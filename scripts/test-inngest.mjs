// `npm run test:inngest -- --base-url http://127.0.0.1:8288`: the job runner's conformance suite, against an Inngest server that
// runs already. A dev server has no keys; any other is given --event-key and --signing-key too.
// The last line is `N passed, N failed`; the exit code agrees with it, and is 2 for a command that cannot be understood.
import './shared/node-version.mjs';
import * as fs from 'node:fs';
import { parseArgs } from 'node:util';
import { processFamily } from './shared/family.mjs';
import { install } from './shared/install.mjs';
import { bold, dim, red, StartError, say, sayError, step } from './shared/output.mjs';
import { inRoot } from './shared/paths.mjs';
import { onWishToStop } from './shared/stopping.mjs';
import { vitest } from './shared/suites.mjs';

const LOG_DIR = inRoot('test-results/logs');
const BUDGET_MS = 300_000;
const ANSWER_WAIT_MS = 10_000;
const MISUSED = 2;

/** A command that cannot be understood; the message says why. */
class UsageError extends Error {}

const server = understand(() => readServer(process.argv.slice(2)));
fs.rmSync(LOG_DIR, { recursive: true, force: true });
const family = processFamily({ logDir: LOG_DIR, record: () => {} });
onWishToStop({ stop: () => end(130), stopNow: () => process.exit(130) });

main(server).then(end, (error) => {
  sayError(error);
  end(1);
});

/** @param {ReturnType<typeof readServer>} server */
async function main({ baseUrl, eventKey, signingKey }) {
  say(`\n  ${bold('Maru')} ${dim(`conformance of ${baseUrl}`)}\n`);
  await install(family);
  await step('server', () => expectAnswer(baseUrl));
  const run = vitest('jobs', {
    files: ['inngest/embedded/conformance'],
    env: {
      MARU_CONFORMANCE_BASE_URL: baseUrl,
      MARU_CONFORMANCE_EVENT_KEY: eventKey,
      MARU_CONFORMANCE_SIGNING_KEY: signingKey,
    },
  });
  const { passed, failed, output } = await step(
    'conformance',
    () => run({ family, waitMs: BUDGET_MS }),
    ({ passed, failed }) => (failed ? red(`${passed} passed, ${failed} failed`) : `${passed} passed`),
    ({ failed }) => failed === 0,
  );
  if (output) say(`\n${output}\n`);
  say(`\n${passed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

/**
 * @param {string[]} args
 * @returns {{ baseUrl: string, eventKey?: string, signingKey?: string }}
 */
function readServer(args) {
  const text = { type: /** @type {const} */ ('string') };
  const options = { 'base-url': text, 'event-key': text, 'signing-key': text };
  const { 'base-url': given, 'event-key': eventKey, 'signing-key': signingKey } = parseArgs({ args, options }).values;
  if (!given)
    throw new UsageError('--base-url is missing: the address of an Inngest server, as http://127.0.0.1:8288.');
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/')
    throw new UsageError(`--base-url is not the address of a server: ${given}; it looks like http://127.0.0.1:8288.`);
  if (!eventKey !== !signingKey)
    throw new UsageError('--event-key and --signing-key go together: a dev server has neither, any other has both.');
  return { baseUrl: url.origin, eventKey, signingKey };
}

/**
 * @template T
 * @param {() => T} read
 * @returns {T}
 */
function understand(read) {
  try {
    return read();
  } catch (error) {
    const isMisuse = error instanceof UsageError || /^ERR_PARSE_ARGS/.test(Object(error).code);
    if (!isMisuse) throw error;
    console.error(Object(error).message);
    process.exit(MISUSED);
  }
}

/** @param {string} baseUrl */
async function expectAnswer(baseUrl) {
  try {
    await fetch(baseUrl, { signal: AbortSignal.timeout(ANSWER_WAIT_MS) });
  } catch (error) {
    const { message, cause } = Object(error);
    throw new StartError(`No server answers at ${baseUrl}: ${cause?.message ?? message}.`);
  }
}

/** @param {number} exitCode */
async function end(exitCode) {
  await family.endAll();
  process.exit(exitCode);
}
