import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { newSecret } from '@/lib/delivery/endpoint-secret';
import { addBacklog, addEndpoint } from './add-backlog';
import { pumpInProcess, startReceiver } from './processes';

const seconds = 15;
const backlogCount = 100_000;

/** Deliveries per second to a receiver that answers at once, from a backlog that does not end. */
export async function measureSpeed(databaseUrl: string): Promise<void> {
  const receiver = await startReceiver();
  const figures: Record<string, object> = {};
  try {
    for (const mode of ['REALTIME', 'BATCH'] as const) {
      const endpoint = { url: receiver.url, secret: newSecret(), mode };
      const endpointId = await withClient(databaseUrl, async (client) => {
        const id = await addEndpoint(client, endpoint);
        await addBacklog(client, id, backlogCount);
        return id;
      });
      const pumped = await pumpInProcess(endpointId, receiver.host, seconds);
      figures[mode] = {
        delivered: pumped.delivered,
        'per second': Math.round(pumped.delivered / pumped.seconds),
        'heap at most, MB': pumped.heapMb,
        'resident at most, MB': pumped.rssMb,
      };
    }
  } finally {
    receiver.stop();
  }
  console.table(figures);
}
