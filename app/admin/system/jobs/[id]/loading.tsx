import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function LoadingJobRun() {
  return (
    <LoadingRegion className="grid gap-6">
      <div>
        <Skeleton className="h-4 w-24" />
        <Skeleton className="mt-3 h-7 w-72 max-w-full" />
        <Skeleton className="mt-2 h-4 w-64 max-w-full" />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-6">
          <Skeleton className="h-72 rounded-lg" />
          <Skeleton className="h-64 rounded-lg" />
        </div>
        <Skeleton className="h-80 rounded-lg max-lg:order-first" />
      </div>
    </LoadingRegion>
  );
}
