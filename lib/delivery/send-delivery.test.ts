import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished, test } from 'vitest';
import { newSecret } from './endpoint-secret';
import { sendDelivery } from './send-delivery';

/** A receiver that does as it likes with what it is sent, byte for byte. */
async function receiver(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
    onTestFinished(() => void socket.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function send(answer: (socket: Socket) => void, timeoutMs: number) {
  const host = await receiver(answer);
  const call = { id: 'a', url: `http://${host}/`, secrets: [newSecret()], body: '{}', timeoutMs, allowedHosts: [host] };
  return await sendDelivery(call);
}

const head = (status: string, length: number, ...headers: string[]) =>
  [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${length}`, '', ''].join('\r\n');
const begun = (socket: Socket, status: string, ...headers: string[]) =>
  socket.write(`${head(status, 100, ...headers)}abc`);

/** A reset takes away what has not been read: it comes when the sender has the status. */
function onceAnswered(then: () => void): void {
  const channel = 'http.client.response.finish';
  const answered = () => {
    unsubscribe(channel, answered);
    then();
  };
  subscribe(channel, answered);
}

test.each([
  ['goes silent', (socket: Socket) => begun(socket, '200 OK'), 300],
  ['breaks off', (socket: Socket) => socket.end(`${head('200 OK', 100)}abc`), 30_000],
  ['is reset', (socket: Socket) => begun(socket, '200 OK') && onceAnswered(() => socket.resetAndDestroy()), 30_000],
])('a status that has come counts, though its body %s', async (_, answer, timeoutMs) => {
  expect(await send(answer, timeoutMs)).toMatchObject({
    ...{ statusCode: 200, errorClass: null, responseExcerpt: 'abc', body: { text: 'abc', isWhole: false } },
  });
});

it('what a refusal asks for counts, though its body goes silent', async () => {
  const answer = await send((socket) => begun(socket, '429 Too Many', 'Retry-After: 7'), 300);
  expect(answer).toMatchObject({ statusCode: 429, errorClass: 'RATE_LIMITED', retryAfterMs: 7_000 });
  expect(await send((socket) => begun(socket, '410 Gone'), 300)).toMatchObject({ statusCode: 410 });
});

it('no status within the time is a timeout', async () => {
  const answer = await send((socket) => socket.write('HTTP/1.1 200 OK\r\nX-Slow: '), 300);
  expect(answer).toMatchObject({ statusCode: null, errorClass: 'TIMEOUT' });
});

it('an answer that would change the protocol is a bad response', async () => {
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
  const answer = await send((socket) => socket.write(upgrade), 30_000);
  expect(answer).toMatchObject({ statusCode: 101, errorClass: 'BAD_RESPONSE', error: 'The receiver answered 101.' });
});
