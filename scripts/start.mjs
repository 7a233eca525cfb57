// `npm start`: from a fresh clone to a running shop. `npm run dev`: the same with hot reload.
import './shared/node-version.mjs';
import * as path from 'node:path';
import { build } from './shared/build.mjs';
import { checkConnection, endLeftOverPostgres, keepPostgres, migrate, seedDemo } from './shared/database.mjs';
import { checkConfiguration, partEnvironment } from './shared/environment.mjs';
import { processFamily } from './shared/family.mjs';
import { generatePrismaClient } from './shared/generate.mjs';
import { install } from './shared/install.mjs';
import { bold, dim, say, sayError, step, warn } from './shared/output.mjs';
import { inRoot } from './shared/paths.mjs';
import { inwardPorts, webPort } from './shared/ports.mjs';
import { untilReady } from './shared/ready.mjs';
import { takeOver } from './shared/running.mjs';
import { loadSecrets } from './shared/secrets.mjs';
import { loadEnvFiles, readSettings } from './shared/settings.mjs';
import { onWishToStop } from './shared/stopping.mjs';

const READY_WAIT_MS = 120_000;

const dev = process.argv.includes('--dev');
const startedAt = Date.now();
const stopWish = new AbortController();
/** @type {Array<() => unknown>} what to undo, the latest first */
const undo = [];
/** @type {Promise<void> | undefined} */
let stopping;

onWishToStop({
  stop: () => {
    say(dim('\n  Stopping …'));
    stop(0);
  },
  stopNow: () => process.exit(1),
});
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

start().catch(fail);

async function start() {
  // The browser tests start a shop that shall not depend on what is configured here.
  if (!process.argv.includes('--no-env-files')) loadEnvFiles();
  const settings = readSettings(process.env);
  const running = await takeOver(settings.dataDir);
  undo.push(running.release);
  const family = processFamily({
    logDir: path.join(settings.dataDir, 'logs'),
    record: (children) => running.change({ children }),
  });
  undo.push(() => family.endAll(['postgres']));

  say(`\n  ${bold('Maru')}${dev ? dim('  development') : ''}\n`);
  await install(family);
  await step('Prisma client', generatePrismaClient, (made) => (made ? 'generated' : 'up to date'));

  await endLeftOverPostgres(settings.dataDir);
  const inward = await inwardPorts(settings.dataDir, ['postgres', 'jobs', 'receiver']);
  const ports = { ...inward, web: await webPort(settings.port, Object.values(inward)) };
  const parts = { settings, secrets: loadSecrets(settings.dataDir), ports, dev };
  // Before the database is touched; the embedded one's address is not known yet, and not for people to choose.
  checkConfiguration(partEnvironment({ ...parts, databaseUrl: settings.databaseUrl ?? 'postgres://embedded' }));
  const databaseUrl = await openDatabase(settings, family, ports.postgres);
  const env = partEnvironment({ ...parts, databaseUrl });
  if (settings.demo) {
    await step(
      'Demo shop',
      () => seedDemo({ family, dataDir: settings.dataDir, env }),
      (outcome) => outcome,
    );
  }
  if (!dev) await build(family, { env });

  await step(
    'Shop',
    () => serve({ settings, family, env, ports }),
    () => 'ready',
  );
  const url = String(env.NEXTAUTH_URL);
  const receiverUrl = settings.demo ? env.MARU_RECEIVER_URL : undefined;
  running.change({ url, receiverUrl, databaseUrl, localUrl: `http://127.0.0.1:${ports.web}`, ready: true });
  if (settings.port && ports.web !== settings.port)
    warn(`Port ${settings.port} is taken, so this is port ${ports.web}.`);
  announce({ url, receiverUrl, settings });
}

/**
 * @param {import('./shared/settings.mjs').Settings} settings
 * @param {import('./shared/database.mjs').Family} family
 * @param {number} port
 */
async function openDatabase(settings, family, port) {
  let databaseUrl = settings.databaseUrl ?? '';
  if (databaseUrl) {
    await step(
      'Database',
      () => checkConnection(databaseUrl, 'DATABASE_URL'),
      () => new URL(databaseUrl).host,
    );
  } else {
    const postgres = await step(
      'Postgres 18',
      async () => {
        const started = await keepPostgres({ family, dataDir: settings.dataDir, port });
        // Before the family's end in `undo`, so after it in time: those who use the database end first.
        undo.splice(1, 0, started.stop);
        return started;
      },
      ({ port: chosenPort }) => `127.0.0.1:${chosenPort}`,
    );
    databaseUrl = postgres.url;
  }
  await step(
    'Migrations',
    () => migrate(settings.directDatabaseUrl ?? databaseUrl),
    (names) => (names.length ? `applied ${names.join(', ')}` : 'up to date'),
  );
  return databaseUrl;
}

/**
 * @param {object} options
 * @param {import('./shared/settings.mjs').Settings} options.settings
 * @param {import('./shared/database.mjs').Family} options.family
 * @param {Record<string, string | undefined>} options.env
 * @param {{ web: number }} options.ports
 */
async function serve({ settings, family, env, ports }) {
  const node = process.execPath;
  const listening = ['--import', inRoot('scripts/shared/listen-backlog.mjs')];
  const command = [inRoot('node_modules/next/dist/bin/next'), dev ? 'dev' : 'start', '-p', String(ports.web)];
  const next = [node, ...(dev ? [] : listening), ...command];
  await family.keep('web', () => family.launch('web', next, { env, echo: dev }));
  if (!settings.inngestBaseUrl) {
    const jobs = [node, '--import', 'tsx', inRoot('inngest/embedded/main.ts')];
    await family.keep('jobs', () => family.launch('jobs', jobs, { env }));
  }
  if (settings.demo) {
    await family.keep('receiver', () =>
      family.launch('receiver', [node, inRoot('scripts/sample-receiver.mjs')], { env }),
    );
  }
  const url = `http://127.0.0.1:${ports.web}/api/health/ready`;
  await untilReady({ url, part: 'web', family, waitMs: READY_WAIT_MS, signal: stopWish.signal });
}

/** @param {{ url: string, receiverUrl: string | undefined, settings: import('./shared/settings.mjs').Settings }} options */
function announce({ url, receiverUrl, settings }) {
  const rows = [
    ['Shop', url],
    ['Back office', `${url}/admin`],
    ['API', `${url}/api/docs`],
    ['Receiver', receiverUrl],
  ];
  say();
  for (const [label = '', address] of rows) if (address) say(`  ${label.padEnd(12)} ${bold(address)}`);
  say();
  if (settings.demo) {
    say(`  Sign in as   admin@maru.example / maru-admin ${dim('(back office)')}`);
    say(`               shopper@maru.example / maru-demo`);
    say(`               vip@maru.example / maru-demo`);
  } else {
    say(`  The first admin comes from ${bold('npm run create-admin')}.`);
  }
  const took = `Ready after ${Math.round((Date.now() - startedAt) / 100) / 10} s.`;
  say(
    `\n  ${dim(`${took} Logs are in ${path.relative(process.cwd(), settings.dataDir) || '.'}/logs. Ctrl-C stops everything.`)}\n`,
  );
}

/** @param {unknown} error */
function fail(error) {
  if (stopping) return;
  sayError(error);
  stop(1);
}

/** @param {number} exitCode */
function stop(exitCode) {
  stopWish.abort();
  stopping ??= (async () => {
    while (undo.length) await undo.pop()?.();
    say(dim('  Stopped.'));
    process.exit(exitCode);
  })();
}
