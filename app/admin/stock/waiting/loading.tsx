import { LoadingList } from '@/components/admin/loading-page';

export default function RestocksLoading() {
  return <LoadingList tabs />;
}
