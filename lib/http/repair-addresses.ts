import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/**
 * Lets Next read every address: it answers an empty 500 to a path with percent signs that are not UTF-8 (`/products/%ff`). What can't be
 * read becomes U+FFFD, which names nothing, so the answer is our own 404.
 *
 * Node tells of each request just before its server does. Called once, when the process starts.
 */
export function repairAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.url = readableAddress(request.url ?? '/');
  });
}

/** The address with each undecodable run of its path replaced; the query is left as it is, since its reader forgives. */
export function readableAddress(address: string): string {
  const [, path = '', query = ''] = /^([^?]*)(.*)$/s.exec(address) ?? [];
  if (!path.includes('%') || isReadable(path)) return address;
  return path.replace(/(?:%[\da-f]{2})+|%/gi, (run) => (isReadable(run) ? run : '%EF%BF%BD')) + query;
}

function isReadable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
