import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Inngest } from 'inngest';
import { serve } from 'inngest/node';
import type { ExpectStatic } from 'vitest';
import { freePort } from '@/lib/shared/ports.mjs';
import { AppProcess, register } from './app-process';
import { createClient } from './client';
import { openCollector } from './collector';
import type { NewEvent, SuiteSide } from './feature';
import { openInngestServer } from './inngest-server';
import { sentEvent } from './sent-event';

/** Where scenarios play: a server, and on it an app of some features. */
export type Stage = { suiteSide(expect: ExpectStatic): SuiteSide; close(): Promise<void> };

/**
 * Opens a stage. `appId` is for this run of the suite only: functions and events are named after it, so that what an earlier run
 * left on the server has no part in this one.
 */
export async function openStage(appId: string, features: string[]): Promise<Stage> {
  const url = `http://127.0.0.1:${await freePort({ host: '127.0.0.1' })}/api/inngest`;
  const [server, collector] = await Promise.all([openInngestServer(appId, url), openCollector()]);
  const { kind, baseUrl, eventKey, signingKey } = server;
  const clientOptions = { id: appId, baseUrl, eventKey, signingKey };
  const client = createClient(clientOptions);
  const app = new AppProcess({ client: clientOptions, url, features, collectorUrl: collector.url });

  const sendAll = async (events: NewEvent[]) => {
    const tagged = events.map(({ name, data, ...more }) => {
      const tag = String(data?.tag ?? randomUUID());
      return { ...more, name: `${appId}/${name}`, data: { ...data, tag } };
    });
    const sentAt = Date.now();
    const { ids } = await client.send(tagged);
    return tagged.map(({ data: { tag } }, index) =>
      sentEvent(server, { id: String(ids[index]), sentAt, trace: collector.traceOf(tag) }),
    );
  };

  const send: SuiteSide['send'] = async (name, data, more) => {
    const [sent] = await sendAll([{ name, data, ...more }]);
    if (!sent) throw new Error('The server gave no id.');
    return sent;
  };

  const close = async () => {
    await app.kill();
    try {
      await registerNothing(client, url);
    } finally {
      await server.close();
      await collector.close();
    }
  };

  try {
    await app.start();
  } catch (error) {
    await server.close();
    throw error;
  }
  const { traceOf } = collector;
  return { suiteSide: (expect) => ({ server: kind, expect, sendAll, send, traceOf, app }), close };
}

/** Leaves no function of the app behind on the server, and so no schedule. */
async function registerNothing(client: Inngest, url: string): Promise<void> {
  const { port, hostname } = new URL(url);
  const empty = createServer(serve({ client, functions: [] })).listen(Number(port), hostname);
  await once(empty, 'listening');
  await register(url);
  empty.closeAllConnections();
  await once(empty.close(), 'close');
}
