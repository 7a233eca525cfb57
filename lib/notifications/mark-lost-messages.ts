import type { Db } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';

/** Shows as UNKNOWN what was being sent when its process ended: the lease is over and nobody has said how it ended. Gives how many. */
export async function markLostMessages(db: Db): Promise<number> {
  return await execute(
    db,
    sql`
      UPDATE messages SET state = 'UNKNOWN', last_error = 'Sending began, and nobody recorded how it ended.'
      WHERE state = 'SENDING' AND leased_until < clock_timestamp()`,
  );
}
