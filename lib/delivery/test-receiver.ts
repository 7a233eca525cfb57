import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeEach } from 'vitest';
import { required } from '@/lib/shared/invariant';
import { newSecret } from './endpoint-secret';

type Log = {
  total: number;
  duplicates: number;
  rejected: number;
  items: {
    webhookId: string;
    orderId: string;
    sequence: number;
    previousSequence: number | null;
    anomaly: string | null;
    bodySha256: string;
    duplicates: number;
    duplicatesWithOtherBytes: number;
  }[];
};

/**
 * The sample receiver as its own process with its own file, for the tests of the file that calls this: empty and without faults before each
 * of them. `kill` and `start` keep what it has.
 */
export async function testReceiver() {
  const folder = mkdtempSync(join(tmpdir(), 'maru-receiver-'));
  const secret = newSecret();
  let child: ChildProcess;
  let url = '';

  async function start() {
    child = spawn(process.execPath, ['scripts/sample-receiver.mjs'], {
      env: {
        ...process.env,
        MARU_RECEIVER_SECRET: secret,
        MARU_RECEIVER_DATA: join(folder, 'receiver.jsonl'),
        RECEIVER_PORT: url ? new URL(url).port : '0',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: required(child.stdout, 'stdout') })) {
      url = /http:\S+/.exec(line)?.[0] ?? '';
      break;
    }
    if (!url) throw new Error('The sample receiver did not start.');
  }

  async function end(signal: NodeJS.Signals) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(url + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return (await answer.json()) as Answer;
  }

  const setFaults = (faults: object) => ask('PUT', '/faults', faults);
  const clear = () => ask('DELETE', '/orders');
  await start();
  beforeEach(async () => {
    await setFaults({});
    await clear();
  });
  afterAll(async () => {
    await end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    secret,
    start,
    url: () => url,
    allowedHosts: () => [new URL(url).host],
    kill: () => end('SIGKILL'),
    log: () => ask<Log>('GET', '/log'),
    setFaults,
    clear,
  };
}
