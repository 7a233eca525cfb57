import { LoadingRegion, Skeleton, TableSkeleton } from '@/components/ui/skeleton';

export default function LoadingJobs() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-5">
      <div>
        <Skeleton className="h-7 w-24" />
        <Skeleton className="mt-2 h-4 w-96 max-w-full" />
      </div>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Skeleton className="h-28 rounded-md" />
        <Skeleton className="h-28 rounded-md" />
        <Skeleton className="h-28 rounded-md" />
        <Skeleton className="h-28 rounded-md" />
      </div>
      <Skeleton className="h-11 w-44" />
      <Skeleton className="h-9 w-full max-w-3xl" />
      <TableSkeleton rows={12} />
    </LoadingRegion>
  );
}
