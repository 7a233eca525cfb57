import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function WalletLoading() {
  return (
    <LoadingRegion className="grid gap-6">
      <Skeleton className="h-9 w-24" />
      <Skeleton className="h-60 w-full rounded-lg" />
      <Skeleton className="h-80 w-full rounded-lg" />
    </LoadingRegion>
  );
}
