import { LoadingList } from '@/components/admin/loading-page';

export default function ProductsLoading() {
  return <LoadingList tabs filter />;
}
