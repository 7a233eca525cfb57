import type { AlertKind, AlertState } from '@/lib/alerts/model';
import { paths } from '@/lib/http/paths';

/** What the list of alerts is narrowed to; the address of its page has the same. The page without a state shows the new ones. */
export type AlertSearch = {
  kind?: AlertKind | undefined;
  state: AlertState | 'all';
  cursor?: string | undefined;
};

/** The search as the API's query, which without a state gives all. */
export function alertSearchText({ state, ...search }: AlertSearch): string {
  return queryOf({ ...search, state: state === 'all' ? undefined : state });
}

export function alertListPath({ state, ...search }: AlertSearch): string {
  const query = queryOf({ ...search, state: state === 'OPEN' ? undefined : state });
  return query ? `${paths.adminAlerts}?${query}` : paths.adminAlerts;
}

/** Without what is empty. */
function queryOf(search: Record<string, string | undefined>): string {
  const given = Object.entries(search).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given).toString();
}
