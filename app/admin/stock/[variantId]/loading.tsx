import { LoadingRegion, Skeleton, TableSkeleton } from '@/components/ui/skeleton';

export default function LoadingStockOfVariant() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-6">
      <div>
        <Skeleton className="h-4 w-32" />
        <Skeleton className="mt-3 h-10 w-80 max-w-full" />
      </div>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
        {['available', 'reserved', 'onHand', 'minimum', 'maximum'].map((number) => (
          <Skeleton key={number} className="h-24 rounded-md" />
        ))}
      </div>
      <TableSkeleton />
    </LoadingRegion>
  );
}
