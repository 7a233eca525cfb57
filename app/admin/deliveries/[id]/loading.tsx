import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function LoadingDelivery() {
  return (
    <LoadingRegion className="grid gap-6">
      <div>
        <Skeleton className="h-4 w-40" />
        <Skeleton className="mt-3 h-7 w-72 max-w-full" />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-80 rounded-lg max-lg:order-first" />
      </div>
    </LoadingRegion>
  );
}
