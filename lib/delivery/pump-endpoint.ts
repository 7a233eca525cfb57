import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '@/lib/db/client';
import { gather } from '@/lib/shared/gather';
import { log } from '@/lib/shared/log';
import { batchAnswerBytesMax, splitAnswer } from './batch-rules';
import { callEnd } from './breaker-rules';
import { openSecret } from './endpoint-secret';
import { findNextDueInMs } from './find-due';
import { type EndedCall, type RecordedCall, recordCalls } from './record-calls';
import { decideOutcome } from './rules';
import { sendDelivery } from './send-delivery';
import { type Call, takeCalls } from './take-calls';

/** A pump claims for this long, then lets its last sends end and hands over to the next run. */
export const pumpMs = 20_000;
/** It waits for them for as long as this: nothing else leaves meanwhile. Those that take longer end by themselves. */
const drainMsMax = 1_000;
/** How often a pump that has sent all that was due looks for more: what comes meanwhile goes together, for the price of one look. */
const lookAgainMs = 100;
/** It does not look more often than this, whatever it is told to wait. */
const lookAgainMsMin = 5;
/** With nothing under way it waits for this long at most; for what leaves later it ends, and comes back. */
const stayMsMax = 2_000;
/** Most calls under way; an endpoint's own concurrency is at most as much. */
const callsMax = 64;
/** Most deliveries whose results are written in one go. */
const resultsMax = 1_000;

export type PumpEndpoint = {
  endpointId: string;
  allowedHosts: readonly string[];
  forMs?: number;
  send?: typeof sendDelivery;
  random?: () => number;
  /** Called when a delivery has died, and when the breaker has turned. Must not throw. */
  onTrouble?: () => void;
  /** Called when a call has ended after the pump: there may be more to send, now or later. Must not throw. */
  onLateEnd?: () => void;
};

/** What a pump did, in deliveries, without the calls that ended after it. Plain data, because it is kept as a step's result. */
export type PumpReport = {
  delivered: number;
  failed: number;
  dead: number;
  /** Results that came after the lease had gone to someone else. */
  late: number;
  /** How long until the endpoint's next delivery may leave by the database's clock: 0 when one may now, null when nothing waits. */
  nextDueInMs: number | null;
};

/** A call under way. Settles when its end is written: whether that freed something; true if the writing failed. */
type Sending = Promise<boolean>;

type Pump = Required<Pick<PumpEndpoint, 'allowedHosts' | 'send' | 'random' | 'onTrouble'>> & {
  record: (call: EndedCall) => Promise<RecordedCall>;
  report: PumpReport;
};

/**
 * Sends what may leave to an endpoint, at the pace and with the concurrency that it bears, until nothing is due or the time is over. It looks
 * at least once, however little time it has.
 *
 * Every statement commits by itself and nothing is open while it sends. Results are written in groups: those that come while one is being
 * written go with the next. A call that hangs holds nobody up: when the time is over, it is left to end, and be written, by itself. Killed at
 * any point, it has lost nothing: what was claimed is claimed again when the lease ends, and sent again with the same id and bytes. Several
 * may be at work on one endpoint.
 */
export async function pumpEndpoint(db: Db, options: PumpEndpoint): Promise<PumpReport> {
  const { endpointId, allowedHosts, forMs = pumpMs, send = sendDelivery, random = Math.random } = options;
  const { onTrouble = () => undefined, onLateEnd = () => undefined } = options;
  const report: PumpReport = { delivered: 0, failed: 0, dead: 0, late: 0, nextDueInMs: null };
  const record = gather((calls: EndedCall[]) => recordCalls(db, endpointId, calls), {
    sizeMax: resultsMax,
    sizeOf: ({ deliveries }) => deliveries.length,
  });
  const pump: Pump = { allowedHosts, send, random, onTrouble, record, report };

  const stopAt = performance.now() + forMs;
  const underWay = new Set<Sending>();
  const failures: unknown[] = [];
  let isOver = false;
  let concurrency = callsMax;
  do {
    let waitMs: number | null = null;
    let isDrained = false;
    // What ends while it looks may have made room for more, so that it looks again.
    const wasIdle = underWay.size === 0;
    if (underWay.size < concurrency) {
      const taken = await takeCalls(db, { endpointId, wanted: concurrency - underWay.size });
      ({ concurrency, waitMs, isDrained } = taken);
      for (const call of taken.calls) {
        const sending: Sending = makeCall(call, pump)
          .catch((error) => {
            if (isOver)
              log.warn({ err: error, endpointId }, 'the end of a late call was not written: it is sent again');
            else failures.push(error);
            return true;
          })
          .finally(() => {
            underWay.delete(sending);
            if (isOver) onLateEnd();
          });
        underWay.add(sending);
      }
    }
    if (wasIdle && underWay.size === 0 && (waitMs === null || waitMs > stayMsMax))
      return { ...report, nextDueInMs: waitMs };
    await untilNextLook(underWay, { concurrency, waitMs, isDrained });
  } while (performance.now() < stopAt && failures.length === 0);
  await Promise.race([Promise.all(underWay), delay(drainMsMax, undefined, { ref: false })]);
  isOver = true;
  if (failures.length > 0) throw failures[0];
  return { ...report, nextDueInMs: await findNextDueInMs(db, endpointId) };
}

/**
 * Resolves when it is time to look for more: when a call has ended, or after a while if there is room. Where all that was due is on its way,
 * a call that has ended is no reason, unless it has freed the next of its order.
 */
async function untilNextLook(
  underWay: ReadonlySet<Sending>,
  { concurrency, waitMs, isDrained }: { concurrency: number; waitMs: number | null; isDrained: boolean },
): Promise<void> {
  const hasRoom = underWay.size === 0 || underWay.size < concurrency;
  if (!hasRoom) return void (await Promise.race([...underWay, delay(stayMsMax, undefined, { ref: false })]));
  const ms = Math.min(lookAgainMs, Math.max(lookAgainMsMin, waitMs ?? lookAgainMs));
  const ends = isDrained ? [...underWay].map(untilFreed) : underWay;
  await Promise.race([...ends, delay(ms, undefined, { ref: false })]);
}

const untilFreed = (sending: Sending) => sending.then((freed) => freed || new Promise<never>(() => undefined));

async function makeCall({ id, batchId, body, isProbe, leaseToken, deliveries }: Call, pump: Pump): Promise<boolean> {
  const { url, secrets, timeoutMs } = deliveries[0];
  const answer = await pump.send({
    ...{ id, url, body, timeoutMs, secrets: secrets.map(openSecret), allowedHosts: pump.allowedHosts },
    ...(batchId !== null && { answerBytesMax: batchAnswerBytesMax }),
  });
  const answers =
    batchId === null
      ? [answer]
      : splitAnswer(
          answer,
          deliveries.map((delivery) => delivery.id),
        );
  const ends = answers.map((one, place) => {
    const delivery = deliveries[place] ?? deliveries[0];
    return {
      deliveryId: delivery.id,
      answer: one,
      outcome: decideOutcome(one, { ...delivery, isProbe }, pump.random()),
    };
  });
  const { own, turned, freed } = await pump.record({
    leaseToken,
    url,
    batchId,
    end: callEnd(answer, isProbe),
    deliveries: ends,
  });
  for (const { deliveryId, outcome } of ends) count(pump.report, own.has(deliveryId) ? outcome.state : 'LATE');
  if (turned || ends.some(({ deliveryId, outcome }) => outcome.state === 'DEAD' && own.has(deliveryId)))
    pump.onTrouble();
  return freed;
}

function count(report: PumpReport, state: 'DELIVERED' | 'PENDING' | 'DEAD' | 'LATE'): void {
  const counter = { DELIVERED: 'delivered', PENDING: 'failed', DEAD: 'dead', LATE: 'late' } as const;
  report[counter[state]]++;
}
