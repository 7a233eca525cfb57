import { Inngest } from 'inngest';
import { log } from '@/lib/shared/log';

/**
 * The one Inngest client. The SDK reads where to and with which keys from INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY
 * and INNGEST_DEV by itself, as its own documentation describes them, and only when it needs them: a build has none.
 * Checkpointing is off, as the embedded runner has none and a function should run in the same calls everywhere.
 */
export const inngest = new Inngest({
  id: 'maru',
  checkpointing: false,
  // pino takes an object before the message, which the SDK knows how to give; `LogArg[]` is only its loosest description.
  logger: log.child({ part: 'inngest' }) as unknown as Console,
});
