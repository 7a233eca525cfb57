import { LoadingRegion, Skeleton, TableSkeleton } from '@/components/ui/skeleton';

export default function OrdersLoading() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-5">
      <div className="grid gap-2">
        <Skeleton className="h-7 w-24" />
        <Skeleton className="h-5 w-72 max-w-full" />
      </div>
      <Skeleton className="h-11 w-full" />
      <Skeleton className="h-9 w-full max-w-3xl max-md:h-40" />
      <TableSkeleton rows={12} />
    </LoadingRegion>
  );
}
