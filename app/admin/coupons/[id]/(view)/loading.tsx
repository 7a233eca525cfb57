import { LoadingRegion, Skeleton, TableSkeleton } from '@/components/ui/skeleton';

export default function LoadingCampaign() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-6">
      <div>
        <Skeleton className="h-4 w-32" />
        <Skeleton className="mt-3 h-8 w-80 max-w-full" />
      </div>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-5">
          <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
            {['issued', 'rate', 'discount', 'revenue'].map((number) => (
              <Skeleton key={number} className="h-24 rounded-md" />
            ))}
          </div>
          <Skeleton className="h-44 rounded-md" />
          <TableSkeleton />
        </div>
        <Skeleton className="h-96 rounded-lg" />
      </div>
    </LoadingRegion>
  );
}
