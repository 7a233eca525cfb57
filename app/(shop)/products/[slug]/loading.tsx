import { LoadingRegion, Skeleton, TextSkeleton } from '@/components/ui/skeleton';

export default function ProductLoading() {
  return (
    <LoadingRegion className="page py-4 lg:py-8">
      <Skeleton className="my-3 h-4 w-40 lg:my-1" />
      <div className="mt-3 grid gap-x-14 gap-y-8 lg:mt-6 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]">
        <div>
          <Skeleton className="aspect-square w-full rounded-lg lg:rounded-xl" />
          <div className="mt-3 flex gap-2">
            <Skeleton className="size-16 rounded-md lg:size-20" />
            <Skeleton className="size-16 rounded-md lg:size-20" />
          </div>
        </div>
        <div className="grid content-start gap-4">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-9 w-3/5" />
          <Skeleton className="h-8 w-32" />
          <TextSkeleton lines={3} />
          <Skeleton className="mt-4 h-11 w-4/5 rounded-md" />
          <Skeleton className="mt-8 h-14 w-full rounded-lg max-lg:hidden" />
        </div>
      </div>
    </LoadingRegion>
  );
}
