import { LoadingList } from '@/components/admin/loading-page';

export default function CampaignsLoading() {
  return <LoadingList tabs filter />;
}
