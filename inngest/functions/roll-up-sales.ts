import { cron } from 'inngest';
import { inTransaction } from '@/lib/db/transaction';
import { rollUpSales, rollUpSizeMax } from '@/lib/insights/roll-up-sales';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';
import { saleMade } from '../events';

/** What is left after so many is counted by the next run. */
const transactionCountMax = 100;

/** Counts what was sold into the hourly roll-up: soon after each sale, and each minute what a lost wake-up left. */
export const rollUpSalesFunction = inngest.createFunction(
  { id: 'roll-up-sales', concurrency: 1, retries: 0, triggers: [saleMade, cron('* * * * *')] },
  ({ step }) => step.run('count', countSales),
);

async function countSales(): Promise<{ counted: number }> {
  let counted = 0;
  for (let turn = 0; turn < transactionCountMax; turn++) {
    const rolledUp = unwrap(await inTransaction((tx) => rollUpSales(tx, { limit: rollUpSizeMax })));
    counted += rolledUp.counted;
    if (rolledUp.counted < rollUpSizeMax) break;
  }
  return { counted };
}
