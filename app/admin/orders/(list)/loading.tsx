import { LoadingList } from '@/components/admin/loading-page';

export default function OrdersLoading() {
  return <LoadingList tabs filter />;
}
