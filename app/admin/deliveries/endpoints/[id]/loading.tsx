import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function LoadingEndpoint() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-6">
      <div>
        <Skeleton className="h-4 w-40" />
        <Skeleton className="mt-3 h-7 w-72 max-w-full" />
      </div>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-5 max-sm:[&>:first-child]:col-span-2">
        {['waiting', 'dead', 'rate', 'latency', 'breaches'].map((tile) => (
          <Skeleton key={tile} className="h-26 rounded-md" />
        ))}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Skeleton className="h-160 rounded-lg" />
        <Skeleton className="h-80 rounded-lg" />
      </div>
    </LoadingRegion>
  );
}
