import { LoadingThing, LoadingTiles } from '@/components/admin/loading-page';
import { TableSkeleton } from '@/components/ui/skeleton';

export default function VariantLoading() {
  return (
    <LoadingThing>
      <LoadingTiles count={5} />
      <TableSkeleton />
    </LoadingThing>
  );
}
