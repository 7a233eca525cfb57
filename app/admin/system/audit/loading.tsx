import { LoadingList } from '@/components/admin/loading-page';

export default function AuditLoading() {
  return <LoadingList tabs={false} filter />;
}
