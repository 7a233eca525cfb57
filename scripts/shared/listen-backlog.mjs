// Loaded before the web server, which has no setting for it.
import { Server } from 'node:net';

/**
 * Connections that wait to be accepted. Node's 511 are fewer than come in the second of an opening; the system drops the others, and they
 * try again after 1, 3 and 7 seconds. The system may allow less (net.core.somaxconn).
 */
const BACKLOG = 4096;

const { listen } = Server.prototype;
Server.prototype.listen = function listenWithBacklog(...args) {
  const [port, host, ...rest] = args;
  if (typeof port !== 'number') return listen.apply(this, args);
  return typeof host === 'string'
    ? listen.call(this, { port, host, backlog: BACKLOG }, ...rest)
    : listen.call(this, { port, backlog: BACKLOG }, ...args.slice(1));
};
