import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { restockLinks } from '@/lib/http/restock-links';
import { recordSending } from '@/lib/notifications/record-sending';
import { openWave } from '@/lib/notifications/restock/open-wave';
import { tellNext } from '@/lib/notifications/restock/tell-next';
import { type SendMail, sendMail } from '@/lib/notifications/send-mail';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { inngest } from '../client';
import { stockReturned } from '../events';

/** One step tells for so long; the next goes on. */
const tellForMs = 20_000;
/** What is left after so many steps is found by the sweep. */
const stepCountMax = 200;

/** What a step did. Plain data, because it is kept as the step's result. */
export type Telling = {
  told: number;
  /** TIME: there is more to do at once. */
  stopped: 'TIME' | 'BUSY' | 'POSTPONED' | 'ENDED' | 'NOTHING_TO_TELL';
  /** When the next wave may begin, if one has ended and there is more to tell. */
  nextWaveAt: string | null;
};

/**
 * Tells those who wait for a variant that it is back, wave after wave with a pause between, until nothing is left to buy or nobody waits.
 *
 * The waves themselves stand in Postgres: a run that dies, or one too many, changes nothing but who does the work.
 */
export const tellWaitingFunction = inngest.createFunction(
  {
    id: 'tell-waiting',
    triggers: [stockReturned],
    concurrency: { limit: 1, key: 'event.data.variantId' },
    retries: 2,
  },
  async ({ event, step }) => {
    const { variantId } = event.data;
    for (let count = 0; count < stepCountMax; count++) {
      const telling = await step.run('tell', () => tellWaiting({ variantId }));
      if (telling.nextWaveAt) await step.sleepUntil('until the next wave', telling.nextWaveAt);
      else if (telling.stopped !== 'TIME') return telling;
    }
    return null;
  },
);

/**
 * Works on a variant's wave, or opens one, until it ends or the time is over. Each message is recorded as being sent before it leaves, and
 * how that ended after: killed in between, it is not sent again by itself.
 */
export async function tellWaiting({
  variantId,
  clock = now,
  send = sendMail,
  forMs = tellForMs,
}: {
  variantId: string;
  clock?: () => Date;
  send?: SendMail;
  forMs?: number;
}): Promise<Telling> {
  const wave = unwrap(await inTransaction((tx) => openWave(tx, { variantId, now: clock() })));
  if (!wave) return { told: 0, stopped: 'NOTHING_TO_TELL', nextWaveAt: null };
  const links = restockLinks();
  const stopAt = performance.now() + forMs;
  for (let told = 0; ; told++) {
    if (performance.now() >= stopAt) return { told, stopped: 'TIME', nextWaveAt: null };
    const { waveId } = wave;
    const next = unwrap(await inTransaction((tx) => tellNext(tx, { waveId, links, now: clock() })));
    if (next.type === 'ENDED') return { told, stopped: next.type, nextWaveAt: next.nextWaveAt?.toISOString() ?? null };
    if (next.type !== 'TELL') return { told, stopped: next.type, nextWaveAt: null };
    const { id: messageId, lease, attempts } = next.message;
    const outcome = await send(next.message);
    await recordSending(db(), { messageId, lease, attempts, outcome, now: clock() });
  }
}
