import { LoadingRegion, Skeleton, TableSkeleton } from '@/components/ui/skeleton';

export default function LoadingImport() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-6">
      <div>
        <Skeleton className="h-4 w-40" />
        <Skeleton className="mt-3 h-7 w-72 max-w-full" />
        <Skeleton className="mt-2 h-4 w-48 max-w-full" />
      </div>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {['rows', 'bad', 'products', 'variants'].map((one) => (
          <Skeleton key={one} className="h-24 rounded-md" />
        ))}
      </div>
      <TableSkeleton rows={10} />
    </LoadingRegion>
  );
}
