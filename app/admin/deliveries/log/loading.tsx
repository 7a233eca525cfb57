import { LoadingList } from '@/components/admin/loading-page';

export default function DeliveriesLoading() {
  return <LoadingList tabs filter />;
}
