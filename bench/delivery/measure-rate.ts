import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { newSecret } from '@/lib/delivery/endpoint-secret';
import { addBacklog, addEndpoint } from './add-backlog';
import { pumpInProcess, startReceiver } from './processes';

const ratePerSecond = 50;
const processCount = 3;
/** `npm run bench -- delivery rate 10` for a short look. */
const seconds = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 60);

/** Whether an endpoint's rate holds while several processes send to it at once. */
export async function measureRate(databaseUrl: string): Promise<void> {
  const receiver = await startReceiver();
  try {
    const endpointId = await withClient(databaseUrl, async (client) => {
      const id = await addEndpoint(client, { url: receiver.url, secret: newSecret(), ratePerSecond, concurrency: 16 });
      await addBacklog(client, id, 2 * seconds * ratePerSecond);
      return id;
    });
    const pumped = await Promise.all(
      Array.from({ length: processCount }, () => pumpInProcess(endpointId, receiver.host, seconds)),
    );
    // The first and the last second are not whole.
    const calls = (await receiver.callsPerSecond()).slice(1, -1);
    const perSecond = calls.reduce((sum, one) => sum + one, 0) / calls.length;
    console.table({
      [`${ratePerSecond} a second, ${processCount} processes`]: {
        'calls per second': perSecond.toFixed(2),
        'off by, %': ((perSecond / ratePerSecond - 1) * 100).toFixed(1),
        'least in a second': Math.min(...calls),
        'most in a second': Math.max(...calls),
        'of each process': pumped.map(({ delivered }) => delivered).join(', '),
      },
    });
  } finally {
    receiver.stop();
  }
}
