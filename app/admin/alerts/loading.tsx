import { LoadingList } from '@/components/admin/loading-page';

export default function AlertsLoading() {
  return <LoadingList tabs filter rows={8} />;
}
