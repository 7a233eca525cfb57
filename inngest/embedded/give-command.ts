import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { ringChannel } from './bell';
import type { RunAction } from './model';

/** Leaves a command to the runners, who carry it out as soon as one lives. Callers see to it that the same one does not wait already. */
export async function giveCommand(
  tx: Tx,
  { kind, runId, newRunId = null }: { kind: RunAction; runId: string; newRunId?: string | null },
): Promise<void> {
  await execute(
    tx,
    sql`INSERT INTO maru_jobs.command (kind, run_id, new_run_id) VALUES (${kind}, ${runId}::uuid, ${newRunId}::uuid)`,
  );
  await execute(tx, sql`SELECT pg_notify(${ringChannel}, 'errand')`);
}
