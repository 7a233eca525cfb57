import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';
import { cn } from './cn';

const pill = cva('inline-flex items-center gap-1.5 whitespace-nowrap align-middle rounded-full font-medium', {
  variants: {
    tone: {
      neutral: 'bg-hover text-muted',
      accent: 'bg-accent-soft text-accent-ink',
      info: 'bg-info-soft text-info',
      success: 'bg-success-soft text-success',
      warning: 'bg-warning-soft text-warning',
      danger: 'bg-danger-soft text-danger',
    },
    size: { sm: 'px-2 py-0.5 text-xs leading-4', md: 'px-2.5 py-1 text-[0.8125rem] leading-5' },
  },
  defaultVariants: { tone: 'neutral', size: 'sm' },
});

export type Tone = NonNullable<VariantProps<typeof pill>['tone']>;

type PillProps = VariantProps<typeof pill> & { dot?: boolean; className?: string; children: ReactNode };

/** A status: a tint and always a word. `dot` marks states that are still moving. */
export function Pill({ tone, size, dot = false, className, children }: PillProps) {
  return (
    <span className={cn(pill({ tone, size }), className)}>
      {dot && <span aria-hidden className="size-1.5 rounded-full bg-current" />}
      {children}
    </span>
  );
}
