import { cron } from 'inngest';
import { applyImport } from '@/lib/bulk/apply-import';
import { beginAttempt } from '@/lib/bulk/begin-attempt';
import type { ImportState } from '@/lib/bulk/model';
import { findRequestedImports } from '@/lib/bulk/queries';
import { tellProgress } from '@/lib/bulk/tell-progress';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { minutes, now } from '@/lib/shared/clock';
import { ok, unwrap } from '@/lib/shared/result';
import { inngest } from '../client';
import { productImportRequested } from '../events';

/** Below what a call of a function may take. 50,000 rows take less than one of them. */
const importLimitMs = minutes(4);
/** The next run takes what is left. */
const importCountMax = 10;

/** Applies the imports of products that are asked for: at once, and each minute what a lost wake-up or a crash left. */
export const applyProductImportsFunction = inngest.createFunction(
  { id: 'apply-product-imports', concurrency: 1, retries: 1, triggers: [productImportRequested, cron('* * * * *')] },
  ({ step }) => step.run('apply', applyRequestedImports),
);

export async function applyRequestedImports(): Promise<Record<string, ImportState | null>> {
  const outcomes: Record<string, ImportState | null> = {};
  const failures: unknown[] = [];
  for (const importId of await findRequestedImports(db(), { limit: importCountMax })) {
    try {
      outcomes[importId] = await applyOne(importId);
    } catch (error) {
      // One that fails must not keep the others from being applied.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} imports could not be applied`);
  return outcomes;
}

async function applyOne(importId: string): Promise<ImportState | null> {
  const mayTry = unwrap(await inTransaction(async (tx) => ok(await beginAttempt(tx, { importId, now: now() }))));
  if (!mayTry) return 'FAILED';
  const tell = (appliedRows: number) => tellProgress(db(), { importId, appliedRows });
  const applied = await inTransaction((tx) => applyImport(tx, { importId, tell, now: now() }), {
    limitMs: importLimitMs,
  });
  return unwrap(applied).state;
}
