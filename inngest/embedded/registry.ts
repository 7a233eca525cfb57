import { z } from 'zod';
import type { Tx } from './connection';
import { nextTick } from './cron';
import { compilePlan, type FunctionPlan } from './function-plan';

const Registration = z.object({ appName: z.string(), functions: z.array(z.unknown()) });

export type Registered = { ok: true; functionCount: number; modified: boolean } | { ok: false; error: string };

/**
 * Makes the app's registration the truth: functions that are gone from it are archived, their triggers and schedules removed.
 * Runs of theirs go on. A function that the runner cannot run as configured refuses the whole registration, and nothing changes.
 */
export async function register(tx: Tx, body: unknown): Promise<Registered> {
  const registration = Registration.safeParse(body);
  if (!registration.success) return { ok: false, error: 'The registration has no appName or no functions.' };
  const compiled = registration.data.functions.map(compilePlan);
  const refusals = compiled.flatMap(({ refusals }) => refusals);
  if (refusals.length > 0) return { ok: false, error: refusals.join(' ') };

  const { appName } = registration.data;
  // Two runners may hear of the app at once.
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`maru_jobs.register:${appName}`]);
  const changes: boolean[] = [];
  for (const { plan } of compiled) changes.push(await keepFunction(tx, appName, plan));
  const ids = compiled.map(({ plan }) => plan.id);
  const archived = await tx.query<{ id: string }>(
    `UPDATE maru_jobs.function SET archived_at = now() WHERE app_id = $1 AND archived_at IS NULL AND id <> ALL ($2) RETURNING id`,
    [appName, ids],
  );
  for (const { id } of archived.rows) await forgetStarts(tx, id, []);
  return { ok: true, functionCount: ids.length, modified: archived.rows.length > 0 || changes.includes(true) };
}

/** Stores a function as registered; false when it was already known so. */
async function keepFunction(tx: Tx, appName: string, plan: FunctionPlan): Promise<boolean> {
  const stored = await tx.query(
    `INSERT INTO maru_jobs.function AS f (id, app_id, plan) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET app_id = excluded.app_id, plan = excluded.plan, archived_at = NULL
     WHERE f.archived_at IS NOT NULL OR f.plan::text <> excluded.plan::text`,
    [plan.id, appName, JSON.stringify(plan)],
  );
  if (stored.rowCount === 0) return false;
  await forgetStarts(tx, plan.id, plan.crons);
  for (const [position, { event, conditions }] of plan.triggers.entries()) {
    await tx.query(
      'INSERT INTO maru_jobs.trigger (function_id, position, event_name, conditions) VALUES ($1, $2, $3, $4)',
      [plan.id, position, event, JSON.stringify(conditions)],
    );
  }
  for (const cron of new Set(plan.crons)) await keepSchedule(tx, plan.id, cron);
  return true;
}

/** A schedule that stays keeps its next time, so that a tick missed while nothing ran still fires once. */
async function keepSchedule(tx: Tx, functionId: string, cron: string): Promise<void> {
  const nextAt = nextTick(cron, new Date());
  if (!nextAt) return;
  await tx.query(
    'INSERT INTO maru_jobs.schedule (function_id, cron, next_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [functionId, cron, nextAt],
  );
}

async function forgetStarts(tx: Tx, functionId: string, cronsKept: string[]): Promise<void> {
  await tx.query('DELETE FROM maru_jobs.trigger WHERE function_id = $1', [functionId]);
  await tx.query('DELETE FROM maru_jobs.schedule WHERE function_id = $1 AND cron <> ALL ($2)', [functionId, cronsKept]);
}
