import { LoadingPage, LoadingTabs } from '@/components/admin/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

export default function AbuseLoading() {
  return (
    <LoadingPage>
      <LoadingTabs />
      <Skeleton className="h-40 rounded-md" />
      <Skeleton className="h-40 rounded-md" />
    </LoadingPage>
  );
}
