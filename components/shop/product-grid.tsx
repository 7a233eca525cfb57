import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { LoadingRegion, TileSkeleton } from '@/components/ui/skeleton';

const columns = 'grid grid-cols-2 gap-x-3 gap-y-9 sm:grid-cols-3 sm:gap-x-5 lg:gap-y-12';

/** Tiles in rows; `wide` where nothing stands beside them. */
export function ProductGrid({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return <ul className={cn(columns, wide && 'lg:grid-cols-4')}>{children}</ul>;
}

export function ProductGridSkeleton({ count, wide = false }: { count: number; wide?: boolean }) {
  return (
    <LoadingRegion className={cn(columns, wide && 'lg:grid-cols-4')}>
      {Array.from({ length: count }, (_, tile) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical tiles that never move
        <TileSkeleton key={tile} />
      ))}
    </LoadingRegion>
  );
}
