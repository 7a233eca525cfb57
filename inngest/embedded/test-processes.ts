import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { testKeys } from './test-app';

/** A program under test, and what it has written so far. */
export type Program = ChildProcess & { lines: string[] };

/** Longest output that is kept for a failure's message. */
const linesMax = 2000;
const repetitionLines = 5;

/** A supervisor's patience with a process that it has asked to end. */
const endMsMax = 5000;

const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Has a process killed when this one exits without having ended it. */
export function endWithUs(child: ChildProcess): void {
  alive.add(child);
  child.once('exit', () => alive.delete(child));
}

/** Starts a TypeScript program of this project as a process of its own, which ends with this one at the latest. */
export function spawnProgram(
  file: string,
  args: string[],
  env: Record<string, string>,
  nodeFlags: string[] = [],
): Program {
  const child = spawn(process.execPath, [...nodeFlags, '--import', 'tsx', file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  const startedAt = performance.now();
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      // What is said over and over would push out what explains it.
      if (lines.slice(-repetitionLines).some((earlier) => earlier.endsWith(`  ${line}`))) return;
      lines.push(`${Math.round(performance.now() - startedAt)} ms  ${line}`);
      lines.splice(0, lines.length - linesMax);
    });
  }
  return Object.assign(child, { lines });
}

export type RunnerSettings = {
  port: number;
  appUrl: string;
  databaseUrl: string;
  /** Instead of Inngest's backoff, which a test has no time for. */
  retryMs?: number;
  nodeFlags?: string[];
};

/** The runner as `npm start` starts it. */
export function spawnRunner({ port, appUrl, databaseUrl, retryMs, nodeFlags }: RunnerSettings): Program {
  const env = {
    DATABASE_URL: databaseUrl,
    MARU_RUNNER_PORT: String(port),
    MARU_APP_URL: appUrl,
    INNGEST_EVENT_KEY: testKeys.eventKey,
    INNGEST_SIGNING_KEY: testKeys.signingKey,
    ...(retryMs !== undefined && { MARU_RUNNER_RETRY_MS: String(retryMs) }),
  };
  return spawnProgram('inngest/embedded/main.ts', [], env, nodeFlags);
}

/** Sends a signal to a process that may have ended already, kills it when that takes too long, and waits for its end. */
export async function endProgram(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), endMsMax);
  await exit;
  clearTimeout(timer);
}
