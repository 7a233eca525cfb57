// The app under test, in a process of its own so that it can be killed. `app-process.ts` starts it and tells it what it is.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { serve } from 'inngest/node';
import { type ClientOptions, createClient } from './client';
import { features } from './features';

export type AppOptions = {
  client: ClientOptions;
  /** Where it serves its functions, on the loopback. */
  url: string;
  version: number;
  /** Names of the features whose functions it has. */
  features: string[];
  collectorUrl: string;
};

const [options] = (await once(process, 'message')) as [AppOptions];
process.once('disconnect', () => process.exit());

const inngest = createClient(options.client);
const named = (name: string) => `${options.client.id}/${name}`;
const functions = Object.entries(features)
  .filter(([name]) => options.features.includes(name))
  .flatMap(([, feature]) => feature.functions({ inngest, version: options.version, named, trace }));
const { port, hostname } = new URL(options.url);
const server = createServer(serve({ client: inngest, functions })).listen(Number(port), hostname);
await once(server, 'listening');
process.send?.('listening');

async function trace(tag: string, what: string, detail?: unknown): Promise<void> {
  const body = JSON.stringify({ tag, what, at: Date.now(), detail });
  const answer = await fetch(options.collectorUrl, { method: 'POST', body });
  if (!answer.ok) throw new Error(`The suite did not take the note "${what}" of ${tag}.`);
}
