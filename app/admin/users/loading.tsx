import { LoadingRegion, Skeleton, TableSkeleton } from '@/components/ui/skeleton';

export default function LoadingUsers() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-5">
      <div>
        <Skeleton className="h-7 w-24" />
        <Skeleton className="mt-2 h-4 w-80 max-w-full" />
      </div>
      <Skeleton className="h-9 w-full max-w-xl" />
      <TableSkeleton rows={12} />
    </LoadingRegion>
  );
}
