import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { createFaults } from './faults.mjs';
import { PAGE } from './page.mjs';
import { splitItems } from './split-items.mjs';

const BODY_BYTES_MAX = 2_000_000;
/** Longer than senders keep an idle connection, so that it isn't closed just when they use it again. */
const KEEP_ALIVE_MS = 70_000;

/**
 * The receiver's HTTP server.
 *
 * `POST` (any path) takes a delivery, or a batch of them, whose items it settles one by one. `GET /orders`, `GET /orders/{orderId}`, `GET /log`, `DELETE /orders` (forget everything),
 * `GET` and `PUT /faults`, `GET /health`, and a page for people at `/`.
 *
 * @param {{ secrets: string[], store: ReturnType<typeof import('./store.mjs').openStore> }} parts more than one secret while it changes
 */
export function createReceiver({ secrets, store }) {
  const webhooks = secrets.map((secret) => new Webhook(secret));
  const faults = createFaults();
  let rejected = 0;

  /** @type {Record<string, (request: Request) => unknown>} */
  const routes = {
    'GET /': () => PAGE,
    'GET /health': () => ({ status: 'ok' }),
    'GET /orders': () => ({ items: store.orders(), total: store.orders().length }),
    'GET /log': () => {
      const items = store.log();
      return { items, total: items.length, duplicates: sum(items, 'duplicates'), rejected };
    },
    'GET /faults': () => faults.list(),
    'PUT /faults': async (request) => {
      const problem = faults.set(JSON.parse((await readBody(request)) || '{}'));
      if (problem) throw new Refused(400, problem);
      return faults.list();
    },
    'DELETE /orders': async () => {
      await store.clear();
      rejected = 0;
      return { items: [], total: 0 };
    },
  };

  const server = createServer(async (request, response) => {
    try {
      if (request.method === 'POST') await takeDelivery(request, response);
      else await answerQuestion(request, response);
    } catch (error) {
      if (response.destroyed) return;
      const status = error instanceof Refused ? error.status : error instanceof SyntaxError ? 400 : 500;
      send(response, status, { error: error instanceof Error ? error.message : String(error) });
    }
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;

  /** @param {Request} request @param {Response} response */
  async function answerQuestion(request, response) {
    const [pathname = '/'] = (request.url ?? '/').split('?');
    const route = routes[`${request.method} ${pathname}`];
    if (route) return send(response, 200, await route(request));
    // Ids are UUIDs, which no address needs to escape.
    const orderId = request.method === 'GET' ? /^\/orders\/([^/]+)$/.exec(pathname)?.[1] : undefined;
    const order = orderId && store.order(orderId);
    if (!order) throw new Refused(404, 'There is nothing here.');
    send(response, 200, order);
  }

  /** @param {Request} request @param {Response} response */
  async function takeDelivery(request, response) {
    if (faults.hit('down')) return request.socket.destroy();
    const body = await readBody(request);
    const latency = faults.hit('latencyMs');
    if (latency) await delay(Number(latency.value));
    // Never answered: the sender gives up.
    if (faults.hit('timeout')) return;
    if (faults.hit('dropBefore')) return request.socket.destroy();
    const status = faults.hit('status');
    if (status) {
      if (status.retryAfterSeconds !== null) response.setHeader('retry-after', status.retryAfterSeconds);
      return send(response, Number(status.value), { error: 'This status was asked for with PUT /faults.' });
    }
    const received = verify(request, body);
    const answer = isBatch(received)
      ? { results: await takeItems(received.items, splitItems(body)) }
      : { status: await store.apply(received.id, received, body) };
    if (faults.hit('dropAfter')) return request.socket.destroy();
    send(response, 200, answer);
  }

  /** @param {import('./store.mjs').Message[]} items @param {string[]} bodies */
  function takeItems(items, bodies) {
    return Promise.all(
      items.map(async (item, place) => {
        const status = faults.hit('itemStatus');
        return { id: item.id, status: status?.value ?? (await store.apply(item.id, item, bodies[place] ?? '')) };
      }),
    );
  }

  /** @param {Request} request @param {string} body */
  function verify(request, body) {
    const received = checkSignature(request, body);
    const isSound = isBatch(received)
      ? received.items.every(isMessage)
      : isMessage(received) && received.id === request.headers['webhook-id'];
    if (!isSound) {
      rejected += 1;
      throw new Refused(422, 'The body is neither a delivery of an order nor a batch of them.');
    }
    return /** @type {import('./store.mjs').Message | Batch} */ (received);
  }

  /** What is signed with one of the secrets. @param {Request} request @param {string} body @returns {unknown} */
  function checkSignature(request, body) {
    /** @type {unknown} */
    let reason;
    for (const webhook of webhooks) {
      try {
        return webhook.verify(body, /** @type {Record<string, string>} */ (request.headers));
      } catch (error) {
        reason = error;
      }
    }
    rejected += 1;
    throw new Refused(401, reason instanceof Error ? reason.message : 'The signature is wrong.');
  }
}

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {{ items: import('./store.mjs').Message[] }} Batch
 */

class Refused extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** @param {unknown} value @returns {value is Batch} */
function isBatch(value) {
  return typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items);
}

/** @param {unknown} value @returns {value is import('./store.mjs').Message} */
function isMessage(value) {
  const message = /** @type {Record<string, unknown>} */ (value ?? {});
  const { id, type, orderId, occurredAt, sequence, previousSequence, data } = message;
  return (
    [id, type, orderId, occurredAt].every((text) => typeof text === 'string') &&
    Number.isInteger(sequence) &&
    (previousSequence === null || Number.isInteger(previousSequence)) &&
    typeof data === 'object'
  );
}

/** @param {Request} request */
async function readBody(request) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) throw new Refused(413, 'The body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @param {Response} response @param {number} status @param {unknown} value */
function send(response, status, value) {
  const isPage = typeof value === 'string';
  response.writeHead(status, {
    'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
  });
  response.end(isPage ? value : JSON.stringify(value));
}

/** @param {Record<string, unknown>[]} items @param {string} key */
function sum(items, key) {
  return items.reduce((total, item) => total + Number(item[key]), 0);
}
