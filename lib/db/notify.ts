import { coalesce } from '@/lib/shared/coalesce';
import { log } from '@/lib/shared/log';
import { db } from './client';
import { execute, sql } from './sql';

/**
 * What processes tell each other: the variants whose stock changed; that products sold, so that ranks may have changed; alerts that were raised;
 * that settings changed; carts that began to be used.
 */
export type Channel = 'maru_stock' | 'maru_sales' | 'maru_alerts' | 'maru_settings' | 'maru_carts';

/** A process sends at most this often, everything that came meanwhile at once. */
const everyMs = 50;
/** Postgres refuses a payload of 8,000 bytes. */
const payloadBytesMax = 7_900;

type Outbox = { waiting: Map<Channel, Set<string>>; send: () => void; sending: Promise<void> };

/** Routes and actions get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruNotices?: Outbox };

/**
 * Tells all processes that listen to the channel about these ids, soon: the same id twice is one. For after a commit, see `afterCommit`.
 *
 * Never inside a transaction, where NOTIFY would hold up the commits of all others. Returns at once and never fails: listeners read
 * what they need anew from time to time, and so find what was lost.
 */
export function notify(channel: Channel, ids: string[]): void {
  const { waiting, send } = outbox();
  const all = waiting.get(channel) ?? new Set();
  for (const id of ids) all.add(id);
  waiting.set(channel, all);
  send();
}

/** Once what was to be sent by now is sent: for programs that end after their work. */
export function notified(): Promise<void> {
  return outbox().sending;
}

function outbox(): Outbox {
  if (!shared.maruNotices) {
    const waiting: Outbox['waiting'] = new Map();
    const made: Outbox = { waiting, sending: Promise.resolve(), send: coalesce(work, everyMs) };
    function work() {
      made.sending = sendAll(waiting);
      return made.sending;
    }
    shared.maruNotices = made;
  }
  return shared.maruNotices;
}

async function sendAll(waiting: Outbox['waiting']): Promise<void> {
  const notices = [...waiting].flatMap(([channel, ids]) => payloadsOf(ids).map((payload) => ({ channel, payload })));
  waiting.clear();
  try {
    await execute(
      db(),
      sql`SELECT pg_notify(n->>'channel', n->>'payload') FROM jsonb_array_elements(${JSON.stringify(notices)}::jsonb) AS n`,
    );
  } catch (error) {
    log.warn({ err: error }, 'changes were not announced; whoever shows them finds them at the next look');
  }
}

/** The ids, separated by commas, in as few payloads as they fit into. */
function payloadsOf(ids: Iterable<string>): string[] {
  const payloads: string[] = [];
  for (const id of ids) {
    const last = payloads.at(-1);
    const longer = `${last},${id}`;
    if (last !== undefined && Buffer.byteLength(longer) <= payloadBytesMax) payloads[payloads.length - 1] = longer;
    else payloads.push(id);
  }
  return payloads;
}

/** The ids of a payload. */
export function idsIn(payload: string): string[] {
  return payload.split(',');
}
