import { LoadingList } from '@/components/admin/loading-page';

export default function StockLoading() {
  return <LoadingList tabs filter />;
}
