import { z } from 'zod';
import { pathWith } from '@/components/queries/query-text';
import { AbuseFlagQuery } from '@/lib/coupons/abuse-model';
import { paths } from '@/lib/http/paths';
import { orNone } from './or-none';

const { state, kind, campaignId, cursor } = AbuseFlagQuery.shape;

/** The state of the queue, as it stands in the page's address; without a word it is what nobody has decided yet. */
export const AbuseListQuery = z.object({
  state: z.preprocess((value) => value || undefined, state.unwrap().default('OPEN')).catch('OPEN'),
  kind: orNone(kind),
  campaignId: orNone(campaignId),
  cursor: orNone(cursor),
});
export type AbuseListQuery = z.infer<typeof AbuseListQuery>;

/** The page with this state; what is not set is left out. */
export function abuseListPath(query: AbuseListQuery): string {
  return pathWith(paths.adminAbuse, { ...query, state: query.state === 'OPEN' ? undefined : query.state });
}
