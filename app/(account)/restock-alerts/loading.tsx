import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function RestockAlertsLoading() {
  return (
    <LoadingRegion className="grid gap-6">
      <Skeleton className="h-9 w-44" />
      <Skeleton className="h-28 w-full rounded-lg" />
      <Skeleton className="h-28 w-full rounded-lg" />
    </LoadingRegion>
  );
}
