import { LoadingFilter, LoadingPage, LoadingTabs, LoadingTiles } from '@/components/admin/loading-page';
import { TableSkeleton } from '@/components/ui/skeleton';

export default function JobsLoading() {
  return (
    <LoadingPage>
      <LoadingTiles count={4} />
      <LoadingTabs />
      <LoadingFilter />
      <TableSkeleton rows={12} />
    </LoadingPage>
  );
}
