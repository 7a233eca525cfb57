import { LoadingList } from '@/components/admin/loading-page';

export default function ReordersLoading() {
  return <LoadingList rows={10} />;
}
