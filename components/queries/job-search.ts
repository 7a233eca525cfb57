import { paths } from '@/lib/http/paths';

/** What the list of runs is narrowed to, as the address of its page has it; days are the reader's own. */
export type JobRunSearch = Partial<
  Record<'q' | 'state' | 'functionId' | 'from' | 'to' | 'withoutSchedules' | 'cursor', string | undefined>
>;

/** The page with this search, without what is empty. */
export function jobRunsPath(search: JobRunSearch): string {
  const query = queryText(search);
  return query ? `${paths.adminJobs}?${query}` : paths.adminJobs;
}

export function queryText(search: JobRunSearch): string {
  const given = Object.entries(search).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given).toString();
}
