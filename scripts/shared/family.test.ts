import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isAlive, waitUntil } from '@/lib/shared/processes.mjs';
import { processFamily } from './family.mjs';

type Child = { name: string; pid: number };

let logDir = '';
let children: Child[] = [];
const family = () =>
  processFamily({
    logDir,
    record: (recorded) => {
      children = recorded;
    },
  });
const node = (script: string) => [process.execPath, '-e', script];
const idle = node('setInterval(() => {}, 1000)');
const pidOf = (name: string) => children.find((child) => child.name === name)?.pid ?? 0;

beforeEach(() => {
  logDir = fs.mkdtempSync(path.join(os.tmpdir(), 'maru-family-'));
  children = [];
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => fs.rmSync(logDir, { recursive: true }));

test('a part that dies is started again', async () => {
  const { keep, launch, endAll } = family();
  await keep('web', () => launch('web', idle));
  const first = pidOf('web');
  process.kill(first, 'SIGKILL');
  expect(await waitUntil(() => ![0, first].includes(pidOf('web')), 5000)).toBe(true);
  await endAll();
});

test('at the end nothing is left, also of a part that ignores SIGTERM and has children', async () => {
  const { keep, launch, endAll } = family();
  const stubborn = `process.on('SIGTERM', () => {}); const { pid } = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    console.log(pid); setInterval(() => {}, 1000)`;
  await keep('web', () => launch('web', node(stubborn)));
  const logged = () => Number(fs.readFileSync(path.join(logDir, 'web.log'), 'utf8'));
  await waitUntil(() => logged() > 0, 5000);
  const [leader, grandchild] = [pidOf('web'), logged()];
  await endAll();
  expect([leader, grandchild].filter(isAlive)).toEqual([]);
});

test('a program that fails is named, with the end of its log', async () => {
  const { run } = family();
  await expect(run('build', node(`console.log('no such page'); process.exit(3)`))).rejects.toThrow(
    /build failed \(3\).*no such page/s,
  );
});

test('a program over its budget is ended', async () => {
  await expect(family().run('db', idle, { waitMs: 200 })).rejects.toThrow('db took longer than 0.2 s');
});
