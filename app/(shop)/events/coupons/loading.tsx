import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function CouponEventsLoading() {
  return (
    <LoadingRegion className="page grid max-w-3xl gap-4 py-6 lg:py-10">
      <Skeleton className="h-9 w-44" />
      <Skeleton className="mt-2 h-36 w-full rounded-lg" />
      <Skeleton className="h-36 w-full rounded-lg" />
    </LoadingRegion>
  );
}
