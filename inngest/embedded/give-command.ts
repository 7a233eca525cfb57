import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { ringChannel } from './bell';
import type { RunAction } from './model';

/** Leaves a command to the runners, who carry it out as soon as one lives. The same command about the same run waits once: false when it does already. */
export async function giveCommand(
  tx: Tx,
  { kind, runId, newRunId = null }: { kind: RunAction; runId: string; newRunId?: string | null },
): Promise<boolean> {
  const given = await execute(
    tx,
    sql`
      INSERT INTO maru_jobs.command (kind, run_id, new_run_id) VALUES (${kind}, ${runId}::uuid, ${newRunId}::uuid)
      ON CONFLICT DO NOTHING`,
  );
  if (given === 0) return false;
  await execute(tx, sql`SELECT pg_notify(${ringChannel}, 'errand')`);
  return true;
}
