import { paths } from '@/lib/http/paths';
import { pathWith } from './query-text';

/** What the list of runs is narrowed to, as the address of its page has it; days are the reader's own. */
export type JobRunSearch = Partial<
  Record<'q' | 'state' | 'functionId' | 'from' | 'to' | 'withoutSchedules' | 'cursor', string | undefined>
>;

/** The page with this search, without what is empty. */
export function jobRunsPath(search: JobRunSearch): string {
  return pathWith(paths.adminJobs, search);
}
