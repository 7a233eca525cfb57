import { createServer } from 'node:http';

/**
 * A receiver that acknowledges at once and looks at nothing. A GET tells how many calls came in each second. A process of its own, so that
 * it does not share a processor's turn with the sender; prints its address.
 */
const callsOfSecond = new Map<number, number>();
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify([...callsOfSecond.values()]));
    return;
  }
  const second = Math.floor(Date.now() / 1_000);
  callsOfSecond.set(second, (callsOfSecond.get(second) ?? 0) + 1);
  request.resume().once('end', () => response.end());
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
