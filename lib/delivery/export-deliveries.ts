import { z } from 'zod';
import { FileQuery } from '@/lib/bulk/file-query';
import { byteOrderMark, csvLine, guardFormula } from '@/lib/bulk/write-csv';
import type { Db } from '@/lib/db/client';
import { now } from '@/lib/shared/clock';
import type { Locale } from '@/lib/shared/locale';
import { unwrap } from '@/lib/shared/result';
import { listDeliveries } from './delivery-queries';
import { exportTitles, exportWords } from './export-words';
import { DeliveryFilter, type DeliveryType, type DeliveryView, isInOrder, notInOrder, shownStates } from './model';
import { nextTryOf } from './next-try';

/** Deliveries that are in memory at once. */
const pageSize = 2_000;

/** The log's filters; in which language, and by which clocks, the file is written. */
export const DeliveryExportQuery = z
  .object({ ...DeliveryFilter.shape, ...FileQuery.shape, state: z.enum(shownStates).optional() })
  .refine(isInOrder, notInOrder);
export type DeliveryExportQuery = z.infer<typeof DeliveryExportQuery>;

/**
 * The deliveries of a filter as CSV, newest first, as far as it is read: a page of them is in memory, and no transaction is open in between.
 *
 * Of blocked and waiting ones each page looks at all that are dead anew: with tens of thousands of these it takes most of a second.
 *
 * Ids and the failure's text stand in it as they left the house and came back, so that both sides can look for them in what they kept.
 */
export async function* exportDeliveries(
  db: Db,
  { timeZone, locale, ...filter }: Omit<DeliveryExportQuery, 'language'> & { locale: Locale },
): AsyncGenerator<string> {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  let heading = byteOrderMark + csvLine(exportTitles[locale]);
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = unwrap(await listDeliveries(db, { ...filter, limit: pageSize, cursor }));
    yield heading + items.map((one) => csvLine(cellsOf(one, { locale, clock }).map(guardFormula))).join('');
    heading = '';
    cursor = nextCursor ?? undefined;
  } while (cursor);
}

/** In the order of `exportTitles`. */
function cellsOf(delivery: DeliveryView, { locale, clock }: { locale: Locale; clock: Intl.DateTimeFormat }): string[] {
  const { endpoint, type, lane, state, lastErrorClass } = delivery;
  const words = exportWords[locale];
  const time = (moment: string | null) => (moment === null ? '' : clock.format(new Date(moment)));
  return [
    delivery.orderNumber,
    delivery.id,
    endpoint.removed ? words.removed(endpoint.name) : endpoint.name,
    words.types[type as DeliveryType] ?? type,
    String(delivery.sequence),
    delivery.previousSequence === null ? '' : String(delivery.previousSequence),
    words.lanes[lane],
    words.states[state],
    delivery.isLate ? words.late : '',
    String(delivery.attemptCount),
    lastErrorClass === null ? '' : words.classes[lastErrorClass],
    delivery.lastError ?? '',
    time(delivery.createdAt),
    time(nextTryOf(delivery, now())),
    time(delivery.settledAt),
  ];
}
