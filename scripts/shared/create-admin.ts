import { readFileSync } from 'node:fs';
import { closeDb, db } from '@/lib/db/client';
import { createAdmin } from '@/lib/identity/create-admin';

// Standard input, since arguments can be read by everybody on the machine.
const result = await createAdmin(db(), JSON.parse(readFileSync(0, 'utf8')));
await closeDb();
if (result.ok) {
  console.log(`${result.value.email} is an admin${result.value.created ? '' : ' now, with the new password'}.`);
} else {
  console.error(result.error.detail);
  process.exitCode = 1;
}
