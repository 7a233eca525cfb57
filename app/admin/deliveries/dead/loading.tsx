import { LoadingPage, LoadingTabs } from '@/components/admin/loading-page';
import { TableSkeleton } from '@/components/ui/skeleton';

export default function DeadLettersLoading() {
  return (
    <LoadingPage>
      <LoadingTabs />
      <TableSkeleton rows={3} />
      <TableSkeleton rows={8} />
    </LoadingPage>
  );
}
