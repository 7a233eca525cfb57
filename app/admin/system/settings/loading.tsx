import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function LoadingSettings() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-5">
      <div>
        <Skeleton className="h-7 w-24" />
        <Skeleton className="mt-2 h-4 w-72 max-w-full" />
      </div>
      <Skeleton className="h-[38rem] max-w-2xl sm:h-[31rem]" />
      <Skeleton className="h-11 w-20" />
    </LoadingRegion>
  );
}
