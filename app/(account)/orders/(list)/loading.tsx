import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function OrdersLoading() {
  return (
    <LoadingRegion className="grid gap-6">
      <Skeleton className="h-9 w-32" />
      <Skeleton className="h-9 w-full max-w-lg" />
      <div className="grid gap-3">
        <Skeleton className="h-28 w-full rounded-lg" />
        <Skeleton className="h-28 w-full rounded-lg" />
        <Skeleton className="h-28 w-full rounded-lg" />
      </div>
    </LoadingRegion>
  );
}
