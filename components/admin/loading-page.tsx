import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { LoadingRegion, Skeleton, TableSkeleton } from '@/components/ui/skeleton';

/** A page of the back office that is loading: its heading, and what is under it. */
export function LoadingPage({ children }: { children: ReactNode }) {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-5">
      <div>
        <Skeleton className="h-7 w-32" />
        <Skeleton className="mt-2 h-4 w-80 max-w-full" />
      </div>
      {children}
    </LoadingRegion>
  );
}

export const LoadingTabs = () => <Skeleton className="h-11 w-80 max-w-full" />;

export const LoadingFilter = () => <Skeleton className="h-9 w-full max-w-xl" />;

type LoadingListProps = { tabs?: boolean; filter?: boolean; rows?: number };

/** A page that is a list, with what it has above it. */
export function LoadingList({ tabs = false, filter = false, rows = 12 }: LoadingListProps) {
  return (
    <LoadingPage>
      {tabs && <LoadingTabs />}
      {filter && <LoadingFilter />}
      <TableSkeleton rows={rows} />
    </LoadingPage>
  );
}

/** A page about one thing: the way to it, its name, and what is under them. */
export function LoadingThing({ children }: { children: ReactNode }) {
  return (
    <LoadingRegion className="grid grid-cols-1 gap-6">
      <div>
        <Skeleton className="h-4 w-36" />
        <Skeleton className="mt-3 h-7 w-72 max-w-full" />
      </div>
      {children}
    </LoadingRegion>
  );
}

/** What a thing says, and beside it, or before it on a phone, what can be done about it. */
export function LoadingColumns({ main = 'h-80', side = 'h-80' }: { main?: string; side?: string }) {
  return (
    <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <Skeleton className={cn('rounded-lg', main)} />
      <Skeleton className={cn('rounded-lg max-lg:order-first', side)} />
    </div>
  );
}

/** Figures side by side. */
export function LoadingTiles({ count }: { count: 4 | 5 }) {
  return (
    <div
      className={cn(
        'grid grid-cols-2 gap-3',
        count === 4 ? 'lg:grid-cols-4' : 'sm:grid-cols-3 xl:grid-cols-5 max-sm:[&>:first-child]:col-span-2',
      )}
    >
      {Array.from({ length: count }, (_, tile) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical tiles that never move
        <Skeleton key={tile} className="h-26 rounded-md" />
      ))}
    </div>
  );
}
