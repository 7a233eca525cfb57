import { stopListening } from '@/lib/db/listen';
import { log } from '@/lib/shared/log';
import { closeStreams } from './event-stream';

/** When asked to end, requests under way get so long; whatever still holds the process then is cut off. */
const endMsMax = 8_000;

/**
 * Lets the process end when it is told to. The framework waits for the connections that are open, and a stream would be open forever:
 * it is ended here, and its browser finds another process, or asks from time to time until this one is back.
 */
export function endOnSignal(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
}

function end(): void {
  closeStreams();
  void stopListening();
  setTimeout(() => {
    log.warn('requests were still under way; ending all the same');
    process.exit(1);
  }, endMsMax).unref();
}
