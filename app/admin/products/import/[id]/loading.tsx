import { LoadingThing, LoadingTiles } from '@/components/admin/loading-page';
import { TableSkeleton } from '@/components/ui/skeleton';

export default function ImportLoading() {
  return (
    <LoadingThing>
      <LoadingTiles count={4} />
      <TableSkeleton rows={10} />
    </LoadingThing>
  );
}
