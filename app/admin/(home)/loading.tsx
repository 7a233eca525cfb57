import { LoadingRegion, Skeleton, TableSkeleton } from '@/components/ui/skeleton';

export default function AdminHomeLoading() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-7">
      <div className="grid gap-2">
        <Skeleton className="h-7 w-24" />
        <Skeleton className="h-5 w-56" />
      </div>
      <div className="grid gap-x-6 gap-y-7 lg:grid-cols-2">
        <Skeleton className="h-32 rounded-md" />
        <Skeleton className="h-32 rounded-md" />
        <Skeleton className="h-32 rounded-md" />
        <Skeleton className="h-32 rounded-md" />
      </div>
      <TableSkeleton />
    </LoadingRegion>
  );
}
