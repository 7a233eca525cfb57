import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function AccountLoading() {
  return (
    <LoadingRegion className="grid gap-6">
      <Skeleton className="h-16 w-56" />
      <Skeleton className="h-80 rounded-lg" />
      <Skeleton className="h-64 rounded-lg" />
    </LoadingRegion>
  );
}
