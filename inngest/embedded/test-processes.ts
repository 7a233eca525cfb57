import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { testKeys } from './test-app';

/** A program under test, and what it has written so far. */
export type Program = ChildProcess & { lines: string[] };

/** Longest output that is kept for a failure's message. */
const linesMax = 2000;

/** Starts a TypeScript program of this project as a process of its own. */
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
  const startedAt = performance.now();
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
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

/** Sends a signal to a process that may have ended already, and waits for its end. */
export async function endProgram(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}
