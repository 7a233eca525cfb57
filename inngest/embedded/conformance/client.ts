import { Inngest } from 'inngest';

export type ClientOptions = { id: string; baseUrl: string; eventKey?: string; signingKey?: string };

/** The client of the app under test, and of the suite. Without keys it speaks to a dev server. */
export function createClient({ id, baseUrl, eventKey, signingKey }: ClientOptions): Inngest {
  return new Inngest({
    id,
    baseUrl,
    eventKey,
    signingKey,
    isDev: signingKey === undefined,
    // As in the client of Maru's own functions.
    checkpointing: false,
    // Functions fail here all the time, and are expected to.
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
}
