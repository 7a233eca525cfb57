import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function CouponsLoading() {
  return (
    <LoadingRegion className="grid gap-6">
      <Skeleton className="h-9 w-32" />
      <Skeleton className="h-20 w-full max-w-md" />
      <Skeleton className="h-9 w-full max-w-lg rounded-full" />
      <Skeleton className="h-32 w-full rounded-lg" />
      <Skeleton className="h-32 w-full rounded-lg" />
    </LoadingRegion>
  );
}
