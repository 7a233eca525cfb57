// The external system of the demo and the tests: takes Maru's deliveries, checks their signatures and keeps what they say.
// See scripts/sample-receiver/server.mjs for what it answers.
import { resolve } from 'node:path';
import { openJournal } from './sample-receiver/journal.mjs';
import { createReceiver } from './sample-receiver/server.mjs';
import { openStore } from './sample-receiver/store.mjs';

const HOST = '127.0.0.1';
const STOP_MS = 2_000;

// Several, with spaces between, while the endpoint's secret changes.
const secrets = (process.env.MARU_RECEIVER_SECRET ?? '').split(' ');
if (!secrets.every((secret) => /^whsec_[A-Za-z0-9+/]{32,}=*$/.test(secret))) {
  console.error('MARU_RECEIVER_SECRET is not set to the whsec_… secret of the delivery endpoint.');
  process.exit(1);
}
const port = Number(process.env.RECEIVER_PORT ?? 0);
const journal = await openJournal(resolve(process.env.MARU_RECEIVER_DATA ?? '.data/sample-receiver.jsonl'));
const server = createReceiver({ secrets, store: openStore(journal) });

server.on('error', (error) => {
  console.error(`The sample receiver cannot listen on RECEIVER_PORT ${port}: ${error.message}.`);
  process.exit(1);
});
server.listen(port, HOST, () => {
  const address = server.address();
  const listening = typeof address === 'object' && address ? address.port : port;
  console.log(`sample receiver ready at http://${HOST}:${listening}`);
});

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop);

function stop() {
  setTimeout(() => process.exit(0), STOP_MS).unref();
  server.close(() => journal.close().finally(() => process.exit(0)));
  server.closeIdleConnections();
  // What hangs on purpose (the timeout fault) would otherwise keep it open.
  setTimeout(() => server.closeAllConnections(), STOP_MS / 2).unref();
}
