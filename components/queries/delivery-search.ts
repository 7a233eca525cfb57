import { apiPaths, paths } from '@/lib/http/paths';
import type { Locale } from '@/lib/shared/locale';
import { periodOf } from './period';
import { pathWith } from './query-text';

/** What the log of deliveries is narrowed to; the address of its page has the same. Days are the reader's own, the last included. */
export type DeliverySearch = Partial<
  Record<'q' | 'state' | 'errorClass' | 'endpointId' | 'orderId' | 'from' | 'to' | 'cursor', string | undefined>
>;

/** The log with this search. */
export function deliveryLogPath(search: DeliverySearch): string {
  return pathWith(paths.adminDeliveryLog, search);
}

/** What the dead letters are narrowed to; the address of their page has the same. */
export type DeadSearch = Omit<DeliverySearch, 'state'>;

/** The page of dead letters with this search. */
export function deadLettersPath(search: DeadSearch): string {
  return pathWith(paths.adminDeadLetters, search);
}

/** The CSV of what the search finds, in the reader's language and by their clocks. */
export function deliveryExportPath(
  { cursor: _, ...search }: DeliverySearch,
  { language, timeZone }: { language: Locale; timeZone: string },
): string {
  return pathWith(apiPaths.adminDeliveryExport, { language, timeZone, ...inMoments(search, timeZone) });
}

/** The search as the API takes it: its days as moments, from the first's midnight up to the midnight that ends the last. */
export function inMoments(search: DeliverySearch, timeZone: string): DeliverySearch {
  return { ...search, ...periodOf(search, timeZone) };
}
