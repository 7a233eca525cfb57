import { inngest } from './client';
import { productImportRequested } from './events';

/** Has a requested import applied at once. After the commit only, as a wake-up: the function's schedule finds what gets lost. */
export async function sendProductImportRequested(importId: string): Promise<void> {
  await inngest.send(productImportRequested.create({ importId }, { id: `product-import-${importId}` }));
}
