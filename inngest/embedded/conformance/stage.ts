import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
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
  const port = await freePort({ host: '127.0.0.1' });
  const url = `http://127.0.0.1:${port}/api/inngest`;
  const [server, collector] = await Promise.all([openInngestServer(appId, url), openCollector()]);
  const { kind, baseUrl, eventKey, signingKey } = server;
  const clientOptions = { id: appId, baseUrl, eventKey, signingKey };
  const client = createClient(clientOptions);
  const app = new AppProcess({ client: clientOptions, port, features, collectorUrl: collector.url });
  await app.start();

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

  return {
    suiteSide: (expect) => ({
      server: kind,
      expect,
      sendAll,
      async send(name, data, more) {
        const [sent] = await sendAll([{ name, data, ...more }]);
        if (!sent) throw new Error('The server gave no id.');
        return sent;
      },
      traceOf: collector.traceOf,
      app,
    }),
    async close() {
      await app.kill();
      await registerNothing();
      await server.close();
      await collector.close();
    },
  };

  /** Leaves no function behind, and so no schedule. */
  async function registerNothing() {
    const empty = createServer(serve({ client, functions: [] })).listen(port, '127.0.0.1');
    await once(empty, 'listening');
    await register(url);
    empty.closeAllConnections();
    await once(empty.close(), 'close');
  }
}
