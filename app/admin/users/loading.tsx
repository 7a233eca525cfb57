import { LoadingList } from '@/components/admin/loading-page';

export default function UsersLoading() {
  return <LoadingList filter />;
}
