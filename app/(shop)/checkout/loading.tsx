import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

export default function CheckoutLoading() {
  return (
    <LoadingRegion className="page py-6 lg:py-10">
      <Skeleton className="h-9 w-36" />
      <div className="mt-6 grid items-start gap-6 lg:mt-8 lg:grid-cols-[minmax(0,1fr)_23rem] lg:gap-12">
        <div className="grid gap-6">
          <Skeleton className="h-64 w-full rounded-lg" />
          <Skeleton className="h-44 w-full rounded-lg" />
          <Skeleton className="h-40 w-full rounded-lg" />
        </div>
        <Skeleton className="h-80 w-full rounded-lg" />
      </div>
    </LoadingRegion>
  );
}
