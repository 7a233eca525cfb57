import type { Tx } from '@/lib/db/client';
import { minutes } from '@/lib/shared/clock';
import { sealSecret } from './endpoint-secret';

/** The demo's endpoint is one row for ever, however often the demo starts and wherever its receiver then listens. */
export const demoEndpointId = '0192d000-0000-7000-8000-000000000001';

/** The demo's orders are there minutes before the first of them is sent: while the shop is built. */
const demoSlaMs = minutes(10);
/** Short steps, so that in a demo one sees failures heal. */
const demoBackoffSeconds = [1, 2, 5, 15, 30, 60, 300, 900];

/** Points the demo's endpoint at its sample receiver; what people changed about it in the back office stays, its removal too. */
export async function ensureDemoEndpoint(tx: Tx, { url, secret }: { url: string; secret: string }): Promise<void> {
  const sealed = sealSecret(secret);
  await tx.deliveryEndpoint.upsert({
    where: { id: demoEndpointId },
    create: {
      id: demoEndpointId,
      name: 'Sample receiver',
      url,
      secret: sealed,
      timeoutMs: 5_000,
      maxAttempts: 12,
      slaMs: demoSlaMs,
      backoffSeconds: demoBackoffSeconds,
    },
    update: { url, secret: sealed },
  });
}
