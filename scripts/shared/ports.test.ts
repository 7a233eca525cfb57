import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '@/lib/shared/ports.mjs';
import { inwardPorts, webPort } from './ports.mjs';

it('the port that people open is none that was promised to another part, though nobody listens there yet', async () => {
  // Below those that the system hands out: no program that asks for any takes it meanwhile.
  const wanted = await freePort({ preferred: 20_000 + (process.pid % 10_000) });
  expect(await webPort(wanted)).toBe(wanted);
  expect(await webPort(wanted, [wanted])).toBeGreaterThan(wanted);
});

it('the port that people open is free on loopback too', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : 0;
  expect(await webPort(taken)).toBeGreaterThan(taken);
});

it('the inward ports differ, and stay what they were', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'maru-ports-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const ports = await inwardPorts(dataDir, ['postgres', 'jobs']);
  expect(ports.postgres).not.toBe(ports.jobs);
  expect(await inwardPorts(dataDir, ['postgres', 'jobs'])).toEqual(ports);
});
