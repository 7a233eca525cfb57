import { ringAll } from './bell';
import type { Tx } from './connection';

/** Namespace of the advisory locks on functions' concurrency slots. */
const slotLockClass = 7711;

/**
 * Lets the calls that have waited longest into their slots, as far as there is room. A call with several slots gets all or none.
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
  const entered = await tx.query<{ count: number }>(
    `WITH candidate AS (
       SELECT DISTINCT oldest.call_id FROM unnest($1::text[]) AS wanted (slot) CROSS JOIN LATERAL (
         SELECT call_id FROM maru_jobs.call_slot WHERE slot = wanted.slot AND held = false ORDER BY call_id LIMIT (
           SELECT greatest(0, most - (SELECT count(*) FROM maru_jobs.call_slot WHERE slot = wanted.slot AND held))
           FROM maru_jobs.call_slot WHERE slot = wanted.slot AND held = false ORDER BY call_id LIMIT 1
         )
       ) AS oldest
     ), place AS (
       SELECT s.call_id, s.most >= row_number() OVER (PARTITION BY s.slot ORDER BY s.call_id)
         + (SELECT count(*) FROM maru_jobs.call_slot h WHERE h.slot = s.slot AND h.held) AS fits
       FROM candidate JOIN maru_jobs.call_slot s USING (call_id)
     ), free AS (
       SELECT id FROM maru_jobs.call WHERE id IN (SELECT call_id FROM place GROUP BY call_id HAVING bool_and(fits)) FOR UPDATE SKIP LOCKED
     ), entered AS (
       UPDATE maru_jobs.call c SET parked = false FROM free WHERE c.id = free.id RETURNING c.id
     ), held AS (
       UPDATE maru_jobs.call_slot s SET held = true FROM entered WHERE s.call_id = entered.id
     )
     SELECT count(*)::int AS count FROM entered`,
    [slots],
  );
  if (entered.rows[0]?.count) await ringAll(tx, 'call');
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
