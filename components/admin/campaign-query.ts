import { z } from 'zod';
import { CampaignQuery } from '@/lib/coupons/admin-model';
import { paths } from '@/lib/http/paths';

/** What is not a choice, as an empty field of the form or something that someone edited, is none. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value || undefined, schema.optional()).catch(undefined);

const { q, state, way, cursor } = CampaignQuery.shape;

/** The state of the list of campaigns, as it stands in the page's address. */
export const CampaignListQuery = z.object({
  q: optional(q),
  state: optional(state),
  way: optional(way),
  cursor: optional(cursor),
});
export type CampaignListQuery = z.infer<typeof CampaignListQuery>;

/** The page with this state; what is not set is left out. */
export function campaignListPath(query: CampaignListQuery): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return set.length > 0 ? `${paths.adminCampaigns}?${new URLSearchParams(set)}` : paths.adminCampaigns;
}
