// Run once by `npm start` in the demo.
import { closeDb } from '@/lib/db/client';
import { notified } from '@/lib/db/notify';
import { now } from '@/lib/shared/clock';
import { seedDemo } from './seed-demo';

await seedDemo({ now: now() });
await notified();
await closeDb();
