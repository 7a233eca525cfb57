import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest, type InngestFunction } from 'inngest';
import { serve } from 'inngest/node';
import type { QueryResultRow } from 'pg';
import { openPool } from './database';
import { type Runner, type RunnerOptions, startRunner } from './runner';

/** For tests: keys as the real ones look. */
export const testKeys = { eventKey: 'test-event-key', signingKey: `signkey-prod-${'5a'.repeat(32)}` };

type BuildFunctions = (inngest: Inngest) => InngestFunction.Any[];

/** An app of real Inngest functions behind real HTTP, for the runner under test to call. */
export type TestApp = {
  inngest: Inngest.Any;
  url: string;
  /** How many calls of functions arrived. */
  callCount(): number;
  stop(): Promise<void>;
  /** Listens again on the same port, after `stop`. */
  restart(): Promise<void>;
};

export async function startTestApp(options: {
  id: string;
  runnerPort: number;
  port?: number;
  build: BuildFunctions;
}): Promise<TestApp> {
  const inngest = new Inngest({
    id: options.id,
    baseUrl: `http://127.0.0.1:${options.runnerPort}`,
    ...testKeys,
    isDev: false,
    checkpointing: false,
    logger: { info() {}, warn() {}, error() {}, debug() {} },
  });
  return serveTestApp(inngest, options.build(inngest), options.port);
}

/** Serves a client's functions on a loopback port. */
export async function serveTestApp(
  inngest: Inngest.Any,
  functions: InngestFunction.Any[],
  wantedPort = 0,
): Promise<TestApp> {
  const handler = serve({ client: inngest, functions });
  let calls = 0;
  let server: Server;
  const listen = async (port: number) => {
    server = createServer((request, response) => {
      if (request.method === 'POST') calls++;
      handler(request, response);
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(wantedPort);
  return {
    inngest,
    url: `http://127.0.0.1:${port}/api/inngest`,
    callCount: () => calls,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
    async restart() {
      await listen(port);
    },
  };
}

/** An app and its runner, registered and at work in this test file's database. */
export async function startTestRig(id: string, build: BuildFunctions, overrides: Partial<RunnerOptions> = {}) {
  const [runnerPort, appPort] = await freePorts(2);
  const runner = await startTestRunner({
    port: runnerPort,
    appUrl: `http://127.0.0.1:${appPort}/api/inngest`,
    ...overrides,
  });
  const app = await startTestApp({ id, runnerPort, port: appPort, build });
  await runner.registered;
  return {
    runner,
    app,
    send: (name: string, data: Record<string, unknown> = {}, more: { id?: string } = {}) =>
      app.inngest.send({ name, data, ...more }),
    async stop() {
      await runner.stop();
      await app.stop();
    },
  };
}

export async function startTestRunner(
  options: Partial<RunnerOptions> & { port: number; appUrl: string },
): Promise<Runner> {
  return startRunner({ databaseUrl: testDatabaseUrl(), ...testKeys, backoff: () => 20, ...options });
}

export function testDatabaseUrl(): string {
  return String(process.env.DATABASE_URL);
}

export type StoredRun = { id: string; functionId: string; state: string; output: unknown };

/** By this name a test that cuts connections knows the observer's, and spares them. */
export const recordsName = 'records';

/** What the runner stored, for assertions. */
export class Records {
  private readonly pool = openPool(`${testDatabaseUrl()}?application_name=${recordsName}`, 2);

  /** The runs of a function, oldest first. */
  async runs(functionId: string): Promise<StoredRun[]> {
    const found = await this.pool.query<StoredRun>(
      'SELECT id, function_id AS "functionId", state, output FROM maru_jobs.run WHERE function_id = $1 ORDER BY id',
      [functionId],
    );
    return found.rows;
  }

  /** Waits until a function has `count` runs that have ended, and returns all its runs. */
  async ended(functionId: string, count = 1): Promise<StoredRun[]> {
    return until(async () => {
      const runs = await this.runs(functionId);
      return runs.filter(({ state }) => state !== 'RUNNING').length >= count ? runs : null;
    }, `${count} ended runs of ${functionId}`);
  }

  async query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(text, values)).rows;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

const untilMsMax = 30_000;

/** Waits until `find` finds something. */
export async function until<T>(
  find: () => Promise<T | null | false> | T | null | false,
  what: string,
  waitMs = untilMsMax,
): Promise<T> {
  const giveUpAt = Date.now() + waitMs;
  for (;;) {
    const found = await find();
    if (found !== null && found !== false) return found;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function freePorts(count: 2): Promise<[number, number]>;
export async function freePorts(count: number): Promise<number[]>;
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
