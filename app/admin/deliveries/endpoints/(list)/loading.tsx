import { LoadingList } from '@/components/admin/loading-page';

export default function EndpointsLoading() {
  return <LoadingList tabs rows={3} />;
}
