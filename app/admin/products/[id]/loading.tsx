import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function LoadingProduct() {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-5">
      <div>
        <Skeleton className="h-4 w-32" />
        <Skeleton className="mt-3 h-8 w-64 max-w-full" />
      </div>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-96 rounded-lg" />
        <Skeleton className="h-96 rounded-lg" />
      </div>
    </LoadingRegion>
  );
}
