import type { ReactNode } from 'react';
import { cn } from './cn';

type BadgeProps = { tone?: 'ink' | 'sale' | 'paper'; className?: string; children: ReactNode };

const tones = {
  ink: 'bg-ink text-canvas',
  sale: 'bg-danger text-on-danger',
  paper: 'bg-raised text-ink shadow-lift',
} as const;

/** A short mark on a picture: "new", "last one", "20%". */
export function Badge({ tone = 'paper', className, children }: BadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex items-center rounded-xs px-2 py-1 font-semibold text-xs leading-none',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
