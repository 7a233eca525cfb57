import type { AlertKind, AlertState } from '@/lib/alerts/model';
import { paths } from '@/lib/http/paths';
import { pathWith, queryText } from './query-text';

/** What the list of alerts is narrowed to; the address of its page has the same. The page without a state shows the new ones. */
export type AlertSearch = {
  kind?: AlertKind | undefined;
  state: AlertState | 'all';
  cursor?: string | undefined;
};

/** The search as the API's query, which without a state gives all. */
export function alertSearchText({ state, ...search }: AlertSearch): string {
  return queryText({ ...search, state: state === 'all' ? undefined : state });
}

export function alertListPath({ state, ...search }: AlertSearch): string {
  return pathWith(paths.adminAlerts, { ...search, state: state === 'OPEN' ? undefined : state });
}
