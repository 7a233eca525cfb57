import type { ReactNode } from 'react';
import { cn } from './cn';

/** Pairs of a name and a value, in two aligned columns. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl className={cn('grid grid-cols-[minmax(5.5rem,auto)_1fr] gap-x-5 gap-y-2.5 text-sm', className)}>{children}</dl>
  );
}

export function Fact({ name, numeric = false, children }: { name: ReactNode; numeric?: boolean; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className={cn('min-w-0 [overflow-wrap:anywhere]', numeric && 'text-right tabular-nums')}>{children}</dd>
    </>
  );
}
