import { createHash } from 'node:crypto';

const RESYNC = 'order.resync';

/**
 * @typedef {{ id: string, type: string, orderId: string, sequence: number, previousSequence: number | null, occurredAt: string,
 *   supersedes?: number[], data: Record<string, unknown> }} Message
 *
 * @typedef {{ webhookId: string, type: string, orderId: string, sequence: number, previousSequence: number | null,
 *   occurredAt: string, receivedAt: string, anomaly: 'OUT_OF_ORDER' | 'GAP' | null, bodySha256: string,
 *   duplicates: number, duplicatesWithOtherBytes: number }} Applied
 *
 * @typedef {{ orderId: string, sequence: number, sequences: number[], type: string, firstAppliedAt: string, lastAppliedAt: string,
 *   anomalies: number, duplicates: number, order: Record<string, unknown> }} Order
 */

/**
 * What the receiver has: each `webhook-id` applied once, each order as its highest sequence says.
 *
 * A sequence below one that is there already is noted as OUT_OF_ORDER, one whose `previousSequence` is not the one before it as GAP;
 * both are taken all the same, so that a test can see that there are none. A resync carries the order's present sequence, which may be
 * here already, and takes the place of whatever came before it.
 *
 * @param {import('./journal.mjs').Journal} journal
 */
export function openStore(journal) {
  /** @type {Map<string, Applied>} */
  const applied = new Map();
  /** Being written; not shown before they are on the disk. @type {Map<string, Promise<void>>} */
  const writing = new Map();
  /** @type {Map<string, Order>} */
  const orders = new Map();

  for (const entry of journal.entries) {
    if (entry.kind === 'applied') remember(/** @type {any} */ (entry.delivery), /** @type {any} */ (entry.data));
    if (entry.kind === 'duplicate') countDuplicate(String(entry.webhookId), String(entry.bodySha256));
  }

  /** @param {Applied} delivery @param {Record<string, unknown>} data */
  function remember(delivery, data) {
    applied.set(delivery.webhookId, delivery);
    const { orderId, sequence, type, receivedAt } = delivery;
    const before = orders.get(orderId);
    const isNewest =
      before === undefined || sequence > before.sequence || (type === RESYNC && sequence === before.sequence);
    orders.set(orderId, {
      orderId,
      sequence: isNewest ? sequence : before.sequence,
      sequences: [...(before?.sequences ?? []), sequence],
      type: isNewest ? type : before.type,
      firstAppliedAt: before?.firstAppliedAt ?? receivedAt,
      lastAppliedAt: receivedAt,
      anomalies: (before?.anomalies ?? 0) + (delivery.anomaly ? 1 : 0),
      duplicates: before?.duplicates ?? 0,
      order: isNewest ? data : before.order,
    });
  }

  /** @param {string} webhookId @param {string} bodySha256 */
  function countDuplicate(webhookId, bodySha256) {
    const first = applied.get(webhookId);
    if (!first) return;
    first.duplicates += 1;
    if (first.bodySha256 !== bodySha256) first.duplicatesWithOtherBytes += 1;
    const order = orders.get(first.orderId);
    if (order) order.duplicates += 1;
  }

  /** @param {Message} message */
  function anomalyOf({ orderId, type, sequence, previousSequence, supersedes = [] }) {
    const last = orders.get(orderId)?.sequence ?? null;
    if (type === RESYNC) return last !== null && sequence < last ? 'OUT_OF_ORDER' : null;
    if (last !== null && sequence <= last) return 'OUT_OF_ORDER';
    // What it replaced was never to come, or is here all the same.
    const isNext = previousSequence === last || (last !== null && supersedes.includes(last));
    return isNext ? null : 'GAP';
  }

  return {
    /**
     * Resolves when it is on the disk; a duplicate waits for the first one's write.
     *
     * @param {string} webhookId
     * @param {Message} message
     * @param {string} body
     * @returns {Promise<'applied' | 'duplicate'>}
     */
    async apply(webhookId, message, body) {
      const bodySha256 = createHash('sha256').update(body).digest('hex');
      // Nothing is awaited between this look and `writing.set` below, so two of one id can't both pass.
      while (writing.has(webhookId)) await writing.get(webhookId);
      if (applied.has(webhookId)) {
        countDuplicate(webhookId, bodySha256);
        await journal.append({ kind: 'duplicate', webhookId, bodySha256, receivedAt: new Date().toISOString() });
        return 'duplicate';
      }
      const { type, orderId, sequence, previousSequence, occurredAt, data } = message;
      /** @type {Applied} */
      const delivery = {
        ...{ webhookId, type, orderId, sequence, previousSequence, occurredAt, receivedAt: new Date().toISOString() },
        ...{ anomaly: anomalyOf(message), bodySha256, duplicates: 0, duplicatesWithOtherBytes: 0 },
      };
      const stored = journal
        .append({ kind: 'applied', delivery, data })
        .then(() => remember(delivery, data))
        .finally(() => writing.delete(webhookId));
      writing.set(webhookId, stored);
      await stored;
      return 'applied';
    },

    /** Latest first. */
    orders: () => [...orders.values()].sort((a, b) => (a.lastAppliedAt < b.lastAppliedAt ? 1 : -1)),

    /** @param {string} orderId */
    order(orderId) {
      const order = orders.get(orderId);
      return order && { ...order, deliveries: log().filter((delivery) => delivery.orderId === orderId) };
    },

    log,

    async clear() {
      applied.clear();
      orders.clear();
      await journal.clear();
    },
  };

  /** In the order of their arrival. */
  function log() {
    return [...applied.values()];
  }
}
