import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from './cn';

/** A grey place of the size of what is coming. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block animate-shimmer rounded-sm bg-hover', className)} />;
}

/** Around the skeletons of a part: says once that it is loading. */
export function LoadingRegion({ className, children }: { className?: string; children: ReactNode }) {
  const t = useTranslations('common.ui');
  return (
    <div role="status" data-loading className={className}>
      <span className="sr-only">{t('loading')}</span>
      {children}
    </div>
  );
}

export function TextSkeleton({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <span aria-hidden className={cn('grid gap-2.5', className)}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical lines that never move
        <Skeleton key={line} className={cn('h-4', line === lines - 1 && lines > 1 ? 'w-3/5' : 'w-full')} />
      ))}
    </span>
  );
}

/** A product tile that is loading: picture, name, price. */
export function TileSkeleton() {
  return (
    <span aria-hidden className="grid gap-3">
      <Skeleton className="aspect-square w-full rounded-lg" />
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="h-5 w-2/5" />
    </span>
  );
}

/** As wide as its place, and never what makes that place wider: its cells do not shrink, and are cut instead. */
export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div aria-hidden className="w-0 min-w-full divide-y overflow-hidden rounded-md border bg-surface">
      <div className="h-9 bg-sunken/60" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical rows that never move
        <div key={row} className="flex h-11 items-center gap-6 px-4">
          <Skeleton className="h-3.5 w-28" />
          <Skeleton className="h-3.5 w-20" />
          <Skeleton className="h-3.5 flex-1" />
          <Skeleton className="h-3.5 w-16" />
        </div>
      ))}
    </div>
  );
}
