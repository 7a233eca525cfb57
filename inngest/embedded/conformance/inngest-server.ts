import { inject } from 'vitest';
import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { freePort } from '@/lib/shared/ports.mjs';
import { testKeys } from '../test-app';
import { endProgram, spawnRunner } from '../test-processes';

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
  const [port, databaseUrl] = await Promise.all([freePort({ host: '127.0.0.1' }), createDatabase(name)]);
  const runner = spawnRunner({ port, appUrl, databaseUrl });
  // Should the suite end before it could be closed.
  process.once('exit', () => runner.kill('SIGKILL'));
  const close = () => endProgram(runner, 'SIGTERM');
  return { kind: 'embedded', baseUrl: `http://127.0.0.1:${port}`, ...testKeys, close };
}

async function createDatabase(name: string): Promise<string> {
  const url = new URL(inject('templateUrl'));
  url.pathname = '/postgres';
  await withClient(url.href, (client) => client.query(`CREATE DATABASE "${name}"`));
  url.pathname = `/${name}`;
  return url.href;
}
