import { db } from '@/lib/db/client';
import { newId } from '@/lib/shared/ids';
import { openPool } from './database';
import type { FunctionPlan } from './function-plan';
import type { RunState } from './model';
import { installSchema } from './schema.sql';
import { testDatabaseUrl } from './test-app';

/** For tests: the tables of a runner, without a runner. */
export async function installRunnerTables(): Promise<void> {
  const pool = openPool(testDatabaseUrl(), 1);
  await installSchema(pool);
  await pool.end();
}

type StoredRun = {
  id?: string;
  functionId?: string;
  state?: RunState;
  eventName?: string;
  event?: object;
  output?: unknown;
};

/** A run as a runner might have left it; its id. */
export async function addRun({
  id = newId(),
  functionId = 'test-fn',
  state = 'COMPLETED',
  eventName = 'test/event',
  event = {},
  output,
}: StoredRun = {}): Promise<string> {
  const plan: FunctionPlan = {
    id: functionId,
    name: functionId,
    maxAttempts: 5,
    concurrency: [],
    cancelOn: [],
    triggers: [],
    crons: [],
  };
  const eventId = newId();
  const body = { id: eventId, name: eventName, data: event, ts: 0 };
  await db().$executeRaw`
    INSERT INTO maru_jobs.function (id, app_id, plan) VALUES (${functionId}, 'test', ${JSON.stringify(plan)}::json)
    ON CONFLICT DO NOTHING`;
  await db()
    .$executeRaw`INSERT INTO maru_jobs.event (id, name, body) VALUES (${eventId}::uuid, ${body.name}, ${JSON.stringify(body)}::json)`;
  await db().$executeRaw`
    INSERT INTO maru_jobs.run (id, function_id, event_id, state, output, ended_at)
    VALUES (${id}::uuid, ${functionId}, ${eventId}::uuid, ${state}, ${output === undefined ? null : JSON.stringify(output)}::json,
      CASE WHEN ${state} <> 'RUNNING' THEN now() END)`;
  return id;
}
