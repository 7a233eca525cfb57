import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function LoadingBuilder() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-5">
      <div>
        <Skeleton className="h-4 w-32" />
        <Skeleton className="mt-3 h-8 w-64 max-w-full" />
      </div>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_25rem]">
        <Skeleton className="h-[40rem] rounded-lg" />
        <Skeleton className="h-72 rounded-lg" />
      </div>
    </LoadingRegion>
  );
}
