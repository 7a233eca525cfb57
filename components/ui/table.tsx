import type { ComponentProps } from 'react';
import { cn } from './cn';

/** Tables first, in the back office: dense, hairlines, aligned numerals. Wide ones scroll inside their own frame. */
export function Table({ label, className, ...props }: ComponentProps<'table'> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="fade-end overflow-x-auto rounded-md border bg-surface">
      <table {...props} className={cn('w-full border-collapse text-left text-sm', className)} />
    </section>
  );
}

export function TableHead({ className, ...props }: ComponentProps<'thead'>) {
  return <thead {...props} className={cn('border-b bg-sunken/60 text-muted text-xs', className)} />;
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody {...props} className={cn('divide-y', className)} />;
}

/** With a `rowLink` in one of its cells the whole row opens by click, and shows the focus. */
export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      {...props}
      className={cn(
        'relative transition-colors has-[[data-row-link]]:hover:bg-sunken has-[[data-row-link]:focus-visible]:bg-accent-soft/60',
        'has-[[data-row-link]:focus-visible]:shadow-[inset_2px_0_0_var(--color-accent)]',
        className,
      )}
    />
  );
}

type CellProps = { numeric?: boolean };

export function TableHeading({ numeric = false, className, ...props }: ComponentProps<'th'> & CellProps) {
  return (
    <th
      scope="col"
      {...props}
      className={cn('h-9 whitespace-nowrap px-3 font-medium first:pl-4 last:pr-4', numeric && 'text-right', className)}
    />
  );
}

export function TableCell({ numeric = false, className, ...props }: ComponentProps<'td'> & CellProps) {
  return (
    <td
      {...props}
      className={cn(
        'h-11 px-3 py-2 align-middle first:pl-4 last:pr-4',
        numeric && 'whitespace-nowrap text-right tabular-nums',
        className,
      )}
    />
  );
}

/** For the link of a row: it stretches over the whole row. Other controls of the row need `relative` to stay above it. */
export const rowLink = {
  'data-row-link': '',
  className: 'whitespace-nowrap font-medium after:absolute after:inset-0 focus-visible:outline-none',
} as const;
