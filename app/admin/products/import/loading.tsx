import { LoadingRegion, Skeleton, TableSkeleton } from '@/components/ui/skeleton';

export default function LoadingImports() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-6">
      <div>
        <Skeleton className="h-7 w-48" />
        <Skeleton className="mt-2 h-4 w-96 max-w-full" />
      </div>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Skeleton className="h-44 rounded-lg" />
        <Skeleton className="h-44 rounded-lg" />
      </div>
      <Skeleton className="h-14 rounded-lg" />
      <TableSkeleton rows={6} />
    </LoadingRegion>
  );
}
