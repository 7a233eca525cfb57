import { z } from 'zod';
import { pathWith } from '@/components/queries/query-text';
import { CampaignQuery } from '@/lib/coupons/admin-model';
import { paths } from '@/lib/http/paths';
import { orNone } from './or-none';

const { q, state, way, cursor } = CampaignQuery.shape;

/** The state of the list of campaigns, as it stands in the page's address. */
export const CampaignListQuery = z.object({
  q: orNone(q),
  state: orNone(state),
  way: orNone(way),
  cursor: orNone(cursor),
});
export type CampaignListQuery = z.infer<typeof CampaignListQuery>;

/** The page with this state; what is not set is left out. */
export function campaignListPath(query: CampaignListQuery): string {
  return pathWith(paths.adminCampaigns, query);
}
