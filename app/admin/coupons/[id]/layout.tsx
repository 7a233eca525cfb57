import type { ReactNode } from 'react';
import { readCampaignAt } from './campaign';

type CampaignLayoutProps = { params: Promise<{ id: string }>; children: ReactNode };

/** Outside the loading boundary, so that an unknown campaign is answered with 404 and not with a skeleton's 200. */
export default async function CampaignLayout({ params, children }: CampaignLayoutProps) {
  await readCampaignAt((await params).id);
  return children;
}
