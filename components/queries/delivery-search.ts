/** What the list of deliveries is narrowed to; the address of its page has the same. */
export type DeliverySearch = Partial<
  Record<'q' | 'state' | 'errorClass' | 'endpointId' | 'orderId' | 'cursor', string | undefined>
>;

/** The search as a query string, without what is empty. */
export function searchText(search: DeliverySearch): string {
  const given = Object.entries(search).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given).toString();
}
