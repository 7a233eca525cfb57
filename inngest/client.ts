import { Inngest } from 'inngest';

/**
 * The one Inngest client. The SDK reads where to and with which keys from INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY
 * and INNGEST_DEV by itself, as its own documentation describes them. Checkpointing is off, as the embedded runner has none
 * and a function should run in the same calls everywhere.
 */
export const inngest = new Inngest({ id: 'maru', checkpointing: false });
