import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function OrderLoading() {
  return (
    <LoadingRegion className="grid gap-6">
      <Skeleton className="h-4 w-48" />
      <Skeleton className="h-16 w-64" />
      <Skeleton className="h-96 w-full rounded-lg" />
      <div className="grid gap-6 md:grid-cols-2">
        <Skeleton className="h-40 w-full rounded-lg" />
        <Skeleton className="h-40 w-full rounded-lg" />
      </div>
    </LoadingRegion>
  );
}
