import * as fs from 'node:fs';
import * as path from 'node:path';
import { canListen, freePort } from '../../lib/shared/ports.mjs';

const TRIES_MAX = 50;

/**
 * The port that people open: the wanted one, or the next that is free.
 * @param {number} wanted 0 is any
 * @param {number[]} [promised] to other parts, which do not listen yet
 */
export async function webPort(wanted, promised = []) {
  for (let port = wanted; wanted && port < Math.min(wanted + TRIES_MAX, 65_536); port += 1) {
    // Both: a program that listens on loopback only does not keep others from listening on every address.
    if (!promised.includes(port) && (await canListen(port)) && (await canListen(port, '127.0.0.1'))) return port;
  }
  for (;;) {
    const port = await freePort();
    if (!promised.includes(port)) return port;
  }
}

/**
 * Ports on loopback for the parts that people seldom see: free ones, kept from one start to the next where possible,
 * so that what was written down (an endpoint's address, a psql command) stays right.
 *
 * @template {string} Name
 * @param {string} dataDir
 * @param {Name[]} names
 * @returns {Promise<Record<Name, number>>}
 */
export async function inwardPorts(dataDir, names) {
  const file = path.join(dataDir, 'ports.json');
  const known = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  /** @type {Record<string, number>} */
  const ports = {};
  for (const name of names) {
    do ports[name] = await freePort({ preferred: known[name], host: '127.0.0.1', triesMax: 1 });
    while (names.some((other) => other !== name && ports[other] === ports[name]));
  }
  fs.writeFileSync(file, JSON.stringify({ ...known, ...ports }));
  return /** @type {Record<Name, number>} */ (ports);
}
