import { ringAll } from './bell';
import type { Tx } from './connection';

/** Namespace of the advisory locks on functions' concurrency slots. */
const slotLockClass = 7711;

/**
 * Lets the calls that have waited longest into the slots, as far as there is room. A call with two takes the narrower first, and holds
 * it while it stands in line for the wider one: so none that could not work anyway stands before others there. All take them in the order
 * of their names, whatever the limits were when they came, so that no two wait for each other.
 *
 * Locks the slots until the commit, all of a function's together. Nothing may be waited for while holding them, so this comes last in
 * a transaction, and skips calls that another one has locked: that one frees their slots, and looks for itself.
 */
export async function letIn(tx: Tx, slots: string[]): Promise<void> {
  const functions = [...new Set(slots.map((slot) => slot.slice(0, slot.indexOf('#'))))].sort();
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext(id)) FROM unnest($2::text[]) AS id', [
    slotLockClass,
    functions,
  ]);
  let isAnyReady = false;
  for (let touched = slots; touched.length > 0; ) {
    const { nextSlots, readyCount } = await enter(tx, await findFirstInLine(tx, touched));
    isAnyReady ||= readyCount > 0;
    touched = nextSlots;
  }
  if (isAnyReady) await ringAll(tx, 'call');
}

type Place = { slot: string; callId: string };

/** Those who come next, as many for each slot as it has room for. */
async function findFirstInLine(tx: Tx, slots: string[]): Promise<Place[]> {
  const found = await tx.query<Place>(
    `SELECT line.slot, first.call_id AS "callId" FROM unnest($1::text[]) AS line (slot) CROSS JOIN LATERAL (
       SELECT call_id FROM maru_jobs.call_slot WHERE slot = line.slot AND held = false ORDER BY call_id LIMIT (
         SELECT greatest(0, most - (SELECT count(*) FROM maru_jobs.call_slot WHERE slot = line.slot AND held))
         FROM maru_jobs.call_slot WHERE slot = line.slot AND held = false ORDER BY call_id LIMIT 1
       )
     ) AS first`,
    [slots],
  );
  return found.rows;
}

/** Gives calls their places. Tells in which lines some of them stand now, and how many lack nothing more. */
async function enter(tx: Tx, places: Place[]): Promise<{ nextSlots: string[]; readyCount: number }> {
  if (places.length === 0) return { nextSlots: [], readyCount: 0 };
  const entered = await tx.query<{ nextSlots: string[]; readyCount: number }>(
    `WITH free AS (
       SELECT id FROM maru_jobs.call WHERE id = ANY ($1::bigint[]) FOR UPDATE SKIP LOCKED
     ), entered AS (
       UPDATE maru_jobs.call_slot s SET held = true FROM free, unnest($1::bigint[], $2::text[]) AS place (call_id, slot)
       WHERE place.call_id = free.id AND s.call_id = place.call_id AND s.slot = place.slot RETURNING s.call_id
     ), next AS (
       SELECT DISTINCT ON (s.call_id) s.call_id, s.slot
       FROM entered JOIN maru_jobs.call_slot s ON s.call_id = entered.call_id AND s.held IS NULL ORDER BY s.call_id, s.slot COLLATE "C"
     ), in_line AS (
       UPDATE maru_jobs.call_slot s SET held = false FROM next WHERE s.call_id = next.call_id AND s.slot = next.slot RETURNING s.slot
     ), ready AS (
       UPDATE maru_jobs.call c SET standing = 'READY' FROM entered
       WHERE c.id = entered.call_id AND NOT EXISTS (SELECT FROM next WHERE next.call_id = c.id) RETURNING c.id
     )
     SELECT ARRAY(SELECT DISTINCT slot FROM in_line) AS "nextSlots", (SELECT count(*)::int FROM ready) AS "readyCount"`,
    [places.map(({ callId }) => callId), places.map(({ slot }) => slot)],
  );
  return entered.rows[0] ?? { nextSlots: [], readyCount: 0 };
}

/**
 * Notes the slots that have room although calls are parked for them. Whoever leaves a slot lets the next one in; but one that was locked just
 * then is skipped, and a transaction that locked it and did not commit looks for nobody.
 */
export async function touchIdleSlots(tx: Tx): Promise<void> {
  const found = await tx.query<{ slot: string }>(
    `SELECT slot FROM maru_jobs.call_slot GROUP BY slot
     HAVING bool_or(held = false) AND count(*) FILTER (WHERE held) < min(most)`,
  );
  for (const { slot } of found.rows) tx.slots.add(slot);
}

/** Notes the slots of the calls selected by `condition`: just before the commit whoever waits for room there is let in. */
export async function touchSlots(tx: Tx, condition: string, values: unknown[]): Promise<void> {
  const found = await tx.query<{ slot: string }>(
    `SELECT DISTINCT s.slot FROM maru_jobs.call c JOIN maru_jobs.call_slot s ON s.call_id = c.id WHERE ${condition}`,
    values,
  );
  for (const { slot } of found.rows) tx.slots.add(slot);
}
