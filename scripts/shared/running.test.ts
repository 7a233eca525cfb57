import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeProcess, isAlive, waitUntil } from '@/lib/shared/processes.mjs';
import { readRunning, takeOver } from './running.mjs';

let dataDir = '';
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'maru-running-'));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true }));

const gone = { pid: 2 ** 22 + 1, startedAt: '1' };

function write(running: object) {
  fs.writeFileSync(path.join(dataDir, 'running.json'), JSON.stringify(running));
}

function idleProcess() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  const pid = child.pid ?? 0;
  return { name: 'web', pid, startedAt: describeProcess(pid)?.startedAt ?? '' };
}

test('only one runs in a folder; the other is told where', async () => {
  const { change, release } = await takeOver(dataDir);
  change({ url: 'http://localhost:3000' });
  await expect(takeOver(dataDir)).rejects.toThrow('already runs here at http://localhost:3000');
  release();
  expect(readRunning(dataDir)).toBeUndefined();
  await takeOver(dataDir);
});

test('what a killed start left running is ended', async () => {
  const child = idleProcess();
  write({ ...gone, children: [child] });
  await takeOver(dataDir);
  expect(await waitUntil(() => !isAlive(child.pid), 1000)).toBe(true);
});

test('a process that only has a recorded number is left alone', async () => {
  const stranger = idleProcess();
  write({ ...gone, children: [{ ...stranger, startedAt: 'some other time' }] });
  await takeOver(dataDir);
  expect(isAlive(stranger.pid)).toBe(true);
  process.kill(stranger.pid, 'SIGKILL');
});

test('a file that was cut off is no obstacle', async () => {
  fs.writeFileSync(path.join(dataDir, 'running.json'), '{"pid": 1');
  await takeOver(dataDir);
  expect(readRunning(dataDir)).toMatchObject({ pid: process.pid });
});

test('of many that start at once, one wins', async () => {
  write({ ...gone, children: [] });
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => takeOver(dataDir)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
