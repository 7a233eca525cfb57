import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { syncApp } from './call';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** An app at an address of its own. */
async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/inngest`;
}

/** The time that a call takes, which is then not this machine's: the function that lets it pass. */
function clockOfCalls(): (ms: number) => void {
  let nowMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  return (ms) => {
    nowMs += ms;
  };
}

const call = (appUrl: string) => syncApp({ appUrl }, { timeoutMs: 5000, signal: new AbortController().signal });

test('keeps a connection for the next call', async () => {
  const sockets = new Set<Socket>();
  const url = await serve(({ socket }, response) => {
    sockets.add(socket);
    response.end('{}');
  });
  expect(await call(url)).toMatchObject({ kind: 'answer' });
  expect(await call(url)).toMatchObject({ kind: 'answer' });
  expect(sockets.size).toBe(1);
});

test('a kept connection that the app cuts is not the end of a call', async () => {
  clockOfCalls();
  const seen = new Set<Socket>();
  const url = await serve(({ socket }, response) => {
    if (seen.has(socket)) return socket.destroy();
    seen.add(socket);
    response.end('{}');
  });
  expect(await call(url)).toMatchObject({ kind: 'answer' });
  expect(await call(url)).toMatchObject({ kind: 'answer' });
  expect(seen.size).toBe(2);
});

test('a kept connection that is cut later was cut in the middle of a call', async () => {
  const pass = clockOfCalls();
  const seen = new Set<Socket>();
  const url = await serve(({ socket }, response) => {
    if (seen.has(socket)) {
      // Later than a connection that had been closed before would be found out.
      pass(400);
      return socket.destroy();
    }
    seen.add(socket);
    response.end('{}');
  });
  expect(await call(url)).toMatchObject({ kind: 'answer' });
  expect(await call(url)).toMatchObject({ kind: 'broken' });
});

test('a connection cut in the middle of its first call may have been the fault of the call', async () => {
  const url = await serve(({ socket }) => socket.destroy());
  expect(await call(url)).toMatchObject({ kind: 'broken' });
});

test('an answer that changes the protocol is none', async () => {
  const url = await serve(({ socket }) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n');
  });
  expect(await call(url)).toMatchObject({ kind: 'broken' });
});

test('an app that does not listen has seen nothing', async () => {
  const url = await serve((_, response) => response.end('{}'));
  for (const cleanup of cleanups.splice(0)) cleanup();
  expect(await call(url)).toMatchObject({ kind: 'unreachable' });
});
