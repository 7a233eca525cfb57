import { createServer } from 'node:net';

/**
 * A TCP port that is free now: `preferred` when it can be had, else the next free one above it, else any.
 *
 * @param {{ preferred?: number, host?: string, triesMax?: number }} [options]
 * `host` is the address that will be listened on; left out it means all of them, as `next start` does.
 * @returns {Promise<number>}
 */
export async function freePort({ preferred = 0, host, triesMax = 20 } = {}) {
  for (let port = preferred; preferred && port < Math.min(preferred + triesMax, 65_536); port += 1) {
    if (await canListen(port, host)) return port;
  }
  const port = await listenOnce(0, host);
  if (port === undefined) throw new Error('no TCP port is free on this machine');
  return port;
}

/**
 * @param {number} port
 * @param {string} [host]
 */
export async function canListen(port, host) {
  return (await listenOnce(port, host)) !== undefined;
}

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<number | undefined>}
 */
function listenOnce(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
