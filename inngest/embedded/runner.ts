import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { type Backoff, inngestBackoff } from './advance';
import { type AppAddress, type Reply, syncApp } from './call';
import { openPool } from './database';
import type { Registered } from './registry';
import { installSchema } from './schema.sql';
import { createApi } from './server';
import { Session } from './session';

export type RunnerOptions = AppAddress & {
  /** Straight to Postgres: LISTEN does not pass a pooler. */
  databaseUrl: string;
  /** Loopback port of the API for the SDK; 0 takes any. */
  port: number;
  eventKey?: string;
  concurrency?: number;
  callTimeoutMs?: number;
  backoff?: Backoff;
  log?: (line: string) => void;
};

export type Runner = {
  port: number;
  /** Resolves with the reason once the app's first registration is refused: then this runner is of no use. */
  refused: Promise<string>;
  /** Resolves once the app has registered. */
  registered: Promise<void>;
  stop(): Promise<void>;
};

const concurrencyDefault = 10;
const callTimeoutMsDefault = 5 * 60_000;
/** Besides one per call: errands, LISTEN, looking for work, heartbeats, and what comes in over HTTP. */
const spareConnections = 10;
const restartMs = 500;
const syncTimeoutMs = 60_000;
/** Until the app has registered it is asked this often; afterwards seldom, to notice a new version of it. */
const syncEagerMs = 500;
const syncSeldomMs = 60_000;

/** Starts the whole runner: its tables, its API, its work on the queue, and its registration of the app. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const { concurrency = concurrencyDefault, callTimeoutMs = callTimeoutMsDefault, log = () => undefined } = options;
  const pool = openPool(options.databaseUrl, concurrency + spareConnections);
  const stopping = new AbortController();
  const state: { session?: Session; functionCount?: number } = {};
  const registration = deferred<void>();
  const refusal = deferred<string>();

  const api = createApi({
    pool,
    signingKey: options.signingKey,
    eventKey: options.eventKey,
    log,
    health: () => health(pool, state),
    onRegistration(result: Registered) {
      if (!result.ok) {
        log(`The app's registration is refused: ${result.error}`);
        if (state.functionCount === undefined) refusal.resolve(result.error);
        return;
      }
      if (result.modified || state.functionCount === undefined)
        log(`The app registered ${result.functionCount} functions.`);
      state.functionCount = result.functionCount;
      registration.resolve();
    },
  });
  api.listen(options.port, '127.0.0.1');
  await once(api, 'listening');

  const sessionOptions = {
    pool,
    app: options,
    concurrency,
    callTimeoutMs,
    backoff: options.backoff ?? inngestBackoff,
    log,
  };
  const working = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await installSchema(pool);
        state.session = await Session.start(sessionOptions);
        if (stopping.signal.aborted) await state.session.stop();
        await state.session.ended;
        await state.session.stop();
      } catch (error) {
        log(`The job queue cannot work yet: ${error instanceof Error ? error.message : error}`);
      }
      state.session = undefined;
      await delay(restartMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  let lastTrouble = '';
  const noteSync = (reply: Reply) => {
    const trouble = syncTrouble(reply);
    if (trouble && trouble !== lastTrouble) log(`The app at ${options.appUrl} does not register: ${trouble}.`);
    lastTrouble = trouble;
  };
  const syncing = (async () => {
    while (!stopping.signal.aborted) {
      const reply = await syncApp(options, { timeoutMs: syncTimeoutMs, signal: stopping.signal });
      noteSync(reply);
      const pauseMs = state.functionCount === undefined ? syncEagerMs : syncSeldomMs;
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();

  return {
    port: (api.address() as AddressInfo).port,
    refused: refusal.promise,
    registered: registration.promise,
    async stop() {
      stopping.abort();
      api.close();
      await state.session?.stop();
      api.closeAllConnections();
      await Promise.all([working, syncing]);
      await pool.end();
    },
  };
}

/** Why the app's answer to being asked to register is none; empty when it is one. */
function syncTrouble(reply: Reply): string {
  switch (reply.kind) {
    case 'aborted':
      return '';
    case 'answer':
      return reply.answer.status < 300 ? '' : `it answers ${reply.answer.status} ${reply.answer.text.slice(0, 300)}`;
    default:
      return reply.reason;
  }
}

async function health(pool: Pool, { session, functionCount }: { session?: Session; functionCount?: number }) {
  const database = await pool.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const working = session !== undefined;
  return {
    ok: database && working && functionCount !== undefined,
    database,
    working,
    functions: functionCount ?? null,
  };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
