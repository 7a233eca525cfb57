import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function LoadingAbuse() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-5">
      <div>
        <Skeleton className="h-7 w-24" />
        <Skeleton className="mt-2 h-4 w-80 max-w-full" />
      </div>
      <Skeleton className="h-11 w-80 max-w-full" />
      <Skeleton className="h-40 rounded-md" />
      <Skeleton className="h-40 rounded-md" />
    </LoadingRegion>
  );
}
