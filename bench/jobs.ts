import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Cluster } from '../inngest/embedded/crash/cluster';
import { openPool } from '../inngest/embedded/database';
import { testKeys, until } from '../inngest/embedded/test-app';
import { cpuMs, residentMb } from './process-usage';

/**
 * What the embedded job runner does on this machine: `node --import tsx bench/jobs.ts [--runs 3000] [--profile <folder>]`. It starts a Postgres
 * that keeps its promises on disk, one runner and one app, all on the same processors. With `--profile` it is slower, prints what
 * the throughput cost in Postgres by statement, and leaves CPU profiles of runner and app in that folder.
 */
const { values } = parseArgs({ options: { runs: { type: 'string' }, profile: { type: 'string' } } });
const warmUpCount = 500;
const runCount = Number(values.runs ?? 3000);
const batchSize = 100;
const pollMs = 100;
const drainMsMax = 600_000;
const probeCount = 50;
const probePauseMs = 200;
const idleMs = 20_000;
const backlogs = [1_000, 10_000, 50_000];

process.once('SIGINT', () => process.exit(130));
const flags = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
const cluster = await Cluster.start({ size: 1, appFile: 'bench/jobs-app.ts', nodeFlags: flags });
const pool = openPool(cluster.databaseUrl, 2);
const { postgres } = cluster;
const [runner] = cluster.runners;
const [app] = cluster.apps;

if (values.profile) await measureStatements();
await runsPerSecond('plain', warmUpCount);
if (values.profile) await pool.query('SELECT pg_stat_statements_reset()');
console.table({
  'without a step': await throughput('plain'),
  'with one step': await throughput('stepped'),
  'at most 5 at once': await throughput('limited'),
});
if (values.profile) {
  await printStatements();
  await Promise.all([runner, app].map((part) => part?.stop('SIGTERM')));
} else {
  console.table(await wakeUps());
  console.table(await idleCpu());
  console.table(await memoryByBacklog());
}
await pool.end();
await cluster.stop();

/** Simple runs per second, and what each of them costs in processor time. */
async function throughput(name: string) {
  const before = usedMs();
  const perSecond = await runsPerSecond(name, runCount);
  const after = usedMs();
  const cost = (part: keyof typeof after) => Math.round(((after[part] - before[part]) / runCount) * 100) / 100;
  return {
    'runs per second': perSecond,
    'runner, ms': cost('runner'),
    'app, ms': cost('app'),
    'Postgres, ms': cost('postgres'),
  };
}

/** Processor time so far. */
function usedMs() {
  const of = (part: typeof runner) => cpuMs(Number(part?.child?.pid));
  return { runner: of(runner), app: of(app), postgres: of(postgres) };
}

/** From the sending of the first event to the end of the last run. */
async function runsPerSecond(name: string, count: number): Promise<number> {
  const functionId = `bench-${name}`;
  const endedBefore = (await ended(functionId)).count;
  const startedAt = Date.now();
  await send(name, count);
  await until(
    async () => {
      await delay(pollMs);
      return (await ended(functionId)).count >= endedBefore + count;
    },
    `${count} runs of ${functionId}`,
    drainMsMax,
  );
  return Math.round((count * 1000) / ((await ended(functionId)).lastAt - startedAt));
}

async function ended(functionId: string): Promise<{ count: number; lastAt: number }> {
  const found = await pool.query<{ count: number; lastAt: Date | null }>(
    `SELECT count(*)::int, max(ended_at) AS "lastAt" FROM maru_jobs.run WHERE function_id = $1 AND state = 'COMPLETED'`,
    [functionId],
  );
  return { count: found.rows[0]?.count ?? 0, lastAt: found.rows[0]?.lastAt?.getTime() ?? 0 };
}

/** Sends events of a function in batches, one after the other. */
async function send(name: string, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += batchSize) {
    const events = Array.from({ length: Math.min(batchSize, count - sent) }, () => ({
      name: `bench/${name}`,
      data: {},
    }));
    const response = await fetch(`${cluster.eventUrls[0]}/e/${testKeys.eventKey}`, {
      method: 'POST',
      body: JSON.stringify(events),
    });
    if (!response.ok) throw new Error(`The events were answered with ${response.status}.`);
  }
}

/** From before an event is sent until its function is entered, one event at a time on a machine that does nothing else. */
async function wakeUps() {
  const tookMs: number[] = [];
  for (let probe = 0; probe < probeCount; probe++) {
    await delay(probePauseMs);
    const before = (await ended('bench-plain')).count;
    const sentAt = Date.now();
    await send('plain', 1);
    await until(async () => (await ended('bench-plain')).count > before, 'a probe');
    const found = await pool.query<{ output: number }>(
      `SELECT output FROM maru_jobs.run WHERE function_id = 'bench-plain' ORDER BY id DESC LIMIT 1`,
    );
    tookMs.push(Number(found.rows[0]?.output) - sentAt);
  }
  tookMs.sort((a, b) => a - b);
  const at = (share: number) => tookMs[Math.floor((tookMs.length - 1) * share)];
  return { 'wake-up, median ms': at(0.5), 'wake-up, 95 of 100 ms': at(0.95), 'wake-up, longest ms': at(1) };
}

/** In percent of one processor. */
async function idleCpu() {
  const before = usedMs();
  await delay(idleMs);
  const after = usedMs();
  const percent = (part: keyof typeof after) => Math.round(((after[part] - before[part]) / idleMs) * 10_000) / 100;
  return { 'runner idle, %': percent('runner'), 'Postgres idle, %': percent('postgres') };
}

/** The runner's memory while runs wait for an app that does not answer. */
async function memoryByBacklog() {
  const pid = Number(runner?.child?.pid);
  const rows: Record<string, number> = { 'runner at rest, MB': residentMb(pid) };
  app?.child?.kill('SIGSTOP');
  let sent = 0;
  for (const backlog of backlogs) {
    await send('plain', backlog - sent);
    sent = backlog;
    rows[`runner with ${backlog} runs waiting, MB`] = residentMb(pid);
  }
  return rows;
}

async function measureStatements(): Promise<void> {
  await pool.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
  await postgres.restart('SIGINT', 0);
  await until(() => cluster.isWorking(), 'Postgres to be back');
  await pool.query('CREATE EXTENSION pg_stat_statements');
}

async function printStatements(): Promise<void> {
  const found = await pool.query(
    `SELECT calls::int, round(total_exec_time)::int AS "total ms", round(mean_exec_time::numeric, 3)::float AS "mean ms",
       regexp_replace(left(query, 160), '\\s+', ' ', 'g') AS statement
     FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 25`,
  );
  console.table(found.rows);
}
