import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { inject } from 'vitest';
import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { freePort } from '@/lib/shared/ports.mjs';

/** An Inngest server, and the keys that it knows its apps by; none for a dev server. */
export type InngestServer = {
  kind: 'embedded' | 'inngest';
  baseUrl: string;
  eventKey?: string;
  signingKey?: string;
  close(): Promise<void>;
};

/** The server that the environment names, or the embedded runner as `npm start` starts it, with a database of its own. */
export async function openInngestServer(name: string, appUrl: string): Promise<InngestServer> {
  const baseUrl = process.env.MARU_CONFORMANCE_BASE_URL;
  if (!baseUrl) return startEmbeddedRunner(name, appUrl);
  return {
    kind: 'inngest',
    baseUrl,
    eventKey: process.env.MARU_CONFORMANCE_EVENT_KEY,
    signingKey: process.env.MARU_CONFORMANCE_SIGNING_KEY,
    close: async () => undefined,
  };
}

async function startEmbeddedRunner(name: string, appUrl: string): Promise<InngestServer> {
  const port = await freePort({ host: '127.0.0.1' });
  const keys = {
    eventKey: randomBytes(16).toString('base64url'),
    signingKey: `signkey-prod-${randomBytes(32).toString('hex')}`,
  };
  const runner = spawn(process.execPath, ['--import', 'tsx', 'inngest/embedded/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: await createDatabase(name),
      MARU_RUNNER_PORT: String(port),
      MARU_APP_URL: appUrl,
      INNGEST_EVENT_KEY: keys.eventKey,
      INNGEST_SIGNING_KEY: keys.signingKey,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // Should the suite end before it could be closed.
  process.once('exit', () => runner.kill('SIGKILL'));
  return { kind: 'embedded', baseUrl: `http://127.0.0.1:${port}`, ...keys, close: () => terminate(runner) };
}

async function createDatabase(name: string): Promise<string> {
  const url = new URL(inject('templateUrl'));
  url.pathname = '/postgres';
  await withClient(url.href, (client) => client.query(`CREATE DATABASE "${name}"`));
  url.pathname = `/${name}`;
  return url.href;
}

async function terminate(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
