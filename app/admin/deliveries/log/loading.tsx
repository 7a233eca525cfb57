import { LoadingRegion, Skeleton, TableSkeleton } from '@/components/ui/skeleton';

export default function LoadingDeliveries() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-5">
      <div>
        <Skeleton className="h-7 w-32" />
        <Skeleton className="mt-2 h-4 w-80 max-w-full" />
      </div>
      <Skeleton className="h-11 w-44" />
      <Skeleton className="h-9 w-full max-w-3xl" />
      <TableSkeleton rows={12} />
    </LoadingRegion>
  );
}
