import { z } from 'zod';
import { AbuseFlagQuery } from '@/lib/coupons/abuse-model';
import { paths } from '@/lib/http/paths';

/** What is not a choice, as an empty field of the form or something that someone edited, is none. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value || undefined, schema.optional()).catch(undefined);

const { state, kind, campaignId, cursor } = AbuseFlagQuery.shape;

/** The state of the queue, as it stands in the page's address; without a word it is what nobody has decided yet. */
export const AbuseListQuery = z.object({
  state: z.preprocess((value) => value || undefined, state.unwrap().default('OPEN')).catch('OPEN'),
  kind: optional(kind),
  campaignId: optional(campaignId),
  cursor: optional(cursor),
});
export type AbuseListQuery = z.infer<typeof AbuseListQuery>;

/** The page with this state; what is not set is left out. */
export function abuseListPath(query: AbuseListQuery): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]) && pair[1] !== 'OPEN');
  return set.length > 0 ? `${paths.adminAbuse}?${new URLSearchParams(set)}` : paths.adminAbuse;
}
