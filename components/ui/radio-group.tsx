'use client';

import { RadioGroup as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

type RadioGroupProps = ComponentProps<typeof Radix.Root> & { label: string; labelHidden?: boolean };

/** One of several. Arrow keys move, the group is one tab stop. */
export function RadioGroup({ label, labelHidden = false, className, children, ...props }: RadioGroupProps) {
  return (
    <div className="grid content-start gap-2">
      <span aria-hidden className={cn('font-medium text-sm', labelHidden && 'hidden')}>
        {label}
      </span>
      <Radix.Root {...props} aria-label={label} className={cn('grid gap-2', className)}>
        {children}
      </Radix.Root>
    </div>
  );
}

type RadioCardProps = ComponentProps<typeof Radix.Item> & { label: ReactNode; hint?: ReactNode; aside?: ReactNode };

/** A choice with room for a second line: addresses, ways to pay. */
export function RadioCard({ label, hint, aside, className, ...props }: RadioCardProps) {
  return (
    <Radix.Item
      {...props}
      className={cn(
        'group flex min-h-12 w-full items-start gap-3 rounded-md border border-line bg-surface px-4 py-3 text-left transition-colors hover:border-edge',
        'data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft/50 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-faint',
        className,
      )}
    >
      <span className="mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border border-edge bg-surface group-data-[state=checked]:border-accent">
        <Radix.Indicator className="size-2.5 rounded-full bg-accent" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-medium text-[0.9375rem] leading-6">{label}</span>
        {hint && <span className="block text-[0.8125rem] text-muted leading-relaxed">{hint}</span>}
      </span>
      {aside}
    </Radix.Item>
  );
}

/** A short choice side by side: sizes, colours, amounts. */
export function RadioChip({ label, hint, className, ...props }: Omit<RadioCardProps, 'aside'>) {
  return (
    <Radix.Item
      {...props}
      className={cn(
        'inline-flex min-h-11 items-center gap-1.5 rounded-md border border-line bg-surface px-4 font-medium text-[0.9375rem] transition-colors hover:border-edge',
        'data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft/60 data-[state=checked]:text-accent-ink data-[state=checked]:ring-1 data-[state=checked]:ring-accent',
        'disabled:cursor-not-allowed disabled:bg-sunken disabled:text-faint',
        className,
      )}
    >
      {label}
      {hint && <span className="font-normal text-[0.8125rem] text-faint">{hint}</span>}
    </Radix.Item>
  );
}
