// Run by `npm start` in the demo: points the demo's delivery endpoint at the sample receiver that it has just started.
import { closeDb } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { ensureDemoEndpoint } from '@/lib/delivery/ensure-demo-endpoint';
import { required } from '@/lib/shared/invariant';
import { ok, unwrap } from '@/lib/shared/result';

const url = required(process.env.MARU_RECEIVER_URL, 'MARU_RECEIVER_URL');
const secret = required(process.env.MARU_RECEIVER_SECRET, 'MARU_RECEIVER_SECRET');
unwrap(await inTransaction(async (tx) => ok(await ensureDemoEndpoint(tx, { url, secret }))));
await closeDb();
