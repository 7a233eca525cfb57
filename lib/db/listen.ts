import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { env } from '@/lib/env';
import { log } from '@/lib/shared/log';
import { type Channel, idsIn } from './notify';

/** An idle connection is asked this often whether it is still there, and has so long to answer. */
const checkEveryMs = 10_000;
const answerMsMax = 5_000;
const farewellMsMax = 1_000;
/** Waits between attempts to connect: doubling, and of random length, so that processes do not come all at once. */
const retryMsMin = 100;
const retryMsMax = 5_000;

export type Listener = {
  /** Ids that were told on the channel. */
  heard: (ids: string[]) => void;
  /** Something may have been told that was not heard, as at the very beginning: read anew. */
  missed: () => void;
};

/** Routes and instrumentation get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruEar?: Ear };

/**
 * Hears what `notify` tells on a channel, in whichever process, until the returned function is called.
 *
 * One connection per process serves all channels. It goes around a pooler (DIRECT_DATABASE_URL), for LISTEN belongs to a connection.
 * When it breaks it is made anew, and every listener is told that it may have missed something.
 */
export function listen(channel: Channel, listener: Listener): () => void {
  shared.maruEar ??= new Ear();
  return shared.maruEar.add(channel, listener);
}

/** Ends the connection; a later `listen` opens another. */
export async function stopListening(): Promise<void> {
  const ear = shared.maruEar;
  delete shared.maruEar;
  await ear?.close();
}

type Session = { client: pg.Client; end: AbortController };

class Ear {
  readonly #listeners = new Map<Channel, Set<Listener>>();
  readonly #closing = new AbortController();
  #session: Session | null = null;
  #running: Promise<void> | null = null;

  add(channel: Channel, listener: Listener): () => void {
    const present = this.#listeners.get(channel);
    const listeners = present ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    this.#running ??= this.#run();
    const session = this.#session;
    if (session && !present) this.#open(session.client, [channel]).catch((error: unknown) => session.end.abort(error));
    return () => listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await this.#listen(() => {
          failures = 0;
        });
      } catch (error) {
        if (!signal.aborted) log.warn({ err: error }, 'not listening to the database; trying again');
      }
      await pause(Math.min(retryMsMax, retryMsMin * 2 ** failures) * (0.5 + Math.random() / 2), signal);
    }
  }

  /** From one connection's beginning to its end, by whichever side. */
  async #listen(onOpen: () => void): Promise<void> {
    const client = newClient();
    const end = new AbortController();
    const over = AbortSignal.any([end.signal, this.#closing.signal]);
    client.on('error', (error) => end.abort(error));
    client.on('end', () => end.abort());
    client.on('notification', ({ channel, payload }) => this.#tell(channel as Channel, idsIn(payload ?? '')));
    try {
      await client.connect();
      this.#session = { client, end };
      await this.#open(client, [...this.#listeners.keys()]);
      onOpen();
      while (!over.aborted) {
        await pause(checkEveryMs, over);
        if (!over.aborted) await client.query('SELECT 1');
      }
      if (!this.#closing.signal.aborted) log.warn({ err: end.signal.reason }, 'the connection that listens has ended');
    } finally {
      this.#session = null;
      // Nobody answers the farewell when the other side is gone.
      await Promise.race([client.end().catch(() => undefined), pause(farewellMsMax)]);
    }
  }

  /** From here on these channels are heard; what was told before was not. */
  async #open(client: pg.Client, channels: Channel[]): Promise<void> {
    for (const channel of channels) await client.query(`LISTEN ${channel}`);
    for (const channel of channels) for (const listener of this.#listeners.get(channel) ?? []) listener.missed();
  }

  #tell(channel: Channel, ids: string[]): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener.heard(ids);
  }
}

function newClient(): pg.Client {
  const { DATABASE_URL, DIRECT_DATABASE_URL } = env();
  return new pg.Client({
    connectionString: DIRECT_DATABASE_URL ?? DATABASE_URL,
    application_name: 'maru listen',
    connectionTimeoutMillis: answerMsMax,
    query_timeout: answerMsMax,
    keepAlive: true,
  });
}

/** Waits, but no longer than until the signal. Keeps no process alive. */
function pause(milliseconds: number, signal?: AbortSignal): Promise<unknown> {
  return delay(milliseconds, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);
}
