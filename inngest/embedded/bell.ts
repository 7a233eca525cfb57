import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Connection } from './connection';

/** What can fall due: calls of the app, and what the runners do by themselves (errands.ts). */
export type Due = 'call' | 'errand';

/** Where runners listen for what has fallen due. */
export const ringChannel = 'maru_jobs';
/** However seldom it rings, runners look for what is due this often. */
export const lookMs = 5000;
const reconnectMs = 250;

/** Rings every runner's bell when the transaction commits. */
export async function ringAll(connection: Connection, due: Due): Promise<void> {
  await connection.query('SELECT pg_notify($1, $2)', [ringChannel, due]);
}

/** Whoever looks for what is due waits at it: until it rings, or a time has passed. It remembers a ring that came too early. */
export class Bell {
  private rung = false;
  private wake: () => void = () => undefined;

  ring(): void {
    this.rung = true;
    this.wake();
  }

  async wait(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.rung = false;
  }
}

/** Listens for rings from other processes, with a connection of its own, until it is told to stop. When that was lost all bells ring. */
export async function listenForRings(pool: Pool, bells: Record<Due, Bell>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await listenOnce(pool, bells, signal).catch(() => delay(reconnectMs));
  }
}

/** Returns when told to stop, and throws when the connection is lost. */
async function listenOnce(pool: Pool, bells: Record<Due, Bell>, signal: AbortSignal): Promise<void> {
  const client = await pool.connect();
  try {
    const over = new Promise<void>((resolve, reject) => {
      client.once('error', reject);
      client.once('end', () => reject(new Error('the connection ended')));
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted) resolve();
    });
    client.on('notification', ({ payload }) => (payload === 'errand' ? bells.errand : bells.call).ring());
    await Promise.race([client.query(`LISTEN ${ringChannel}`), over]);
    for (const bell of Object.values(bells)) bell.ring();
    await over;
  } finally {
    // Never back into the pool, where it would go on listening.
    client.release(true);
  }
}
