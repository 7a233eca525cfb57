import { LoadingRegion, Skeleton } from '@/components/ui/skeleton';

/** Lines beside a summary, on their way. */
export function CartSkeleton({ lines = 3 }: { lines?: number }) {
  return (
    <LoadingRegion className="mt-6 grid gap-8 lg:mt-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-14">
      <div className="divide-y border-y">
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical lines that never move
          <div key={line} className="flex gap-4 py-5">
            <Skeleton className="size-20 shrink-0 rounded-md sm:size-24" />
            <div className="grid flex-1 content-between gap-3">
              <Skeleton className="h-5 w-40" />
              <Skeleton className="h-9 w-28 rounded-md" />
            </div>
          </div>
        ))}
      </div>
      <Skeleton className="h-72 w-full rounded-lg" />
    </LoadingRegion>
  );
}
