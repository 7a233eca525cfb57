import { Inngest, type Logger } from 'inngest';
import { log } from '@/lib/shared/log';

/**
 * The one Inngest client. The SDK reads where to and with which keys from INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY
 * and INNGEST_DEV by itself, as its own documentation describes them, and only when it needs them: a build has none.
 * Checkpointing is off, as the embedded runner has none and a function should run in the same calls everywhere.
 */
export const inngest = new Inngest({
  id: 'maru',
  checkpointing: false,
  // pino takes an object before the message. The SDK calls it so, although its type says only `unknown[]`.
  logger: log.child({ part: 'inngest' }) as unknown as Logger,
});
