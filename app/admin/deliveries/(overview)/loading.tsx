import { LoadingPage, LoadingTabs, LoadingTiles } from '@/components/admin/loading-page';
import { Skeleton, TableSkeleton } from '@/components/ui/skeleton';

export default function DeliveryOverviewLoading() {
  return (
    <LoadingPage>
      <LoadingTabs />
      <LoadingTiles count={5} />
      <TableSkeleton rows={2} />
      <div className="grid grid-cols-1 gap-5 xl:grid-cols-2">
        <Skeleton className="h-100 rounded-lg" />
        <Skeleton className="h-100 rounded-lg" />
      </div>
    </LoadingPage>
  );
}
