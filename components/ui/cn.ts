import { cx } from 'class-variance-authority';
import { twMerge } from 'tailwind-merge';

/** Class names joined; of two Tailwind classes for one property the later wins, so that a caller can adjust a component. */
export function cn(...classes: Parameters<typeof cx>): string {
  return twMerge(cx(...classes));
}
