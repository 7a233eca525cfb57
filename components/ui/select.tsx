'use client';

import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { type ControlSize, controlSize, controlStyle } from './control-style';
import { useFieldLinks } from './field';

type SelectProps = Omit<ComponentProps<'select'>, 'size' | 'multiple'> & { size?: ControlSize };

/** The browser's own select: the best one on phones, works without scripts, and every keyboard knows it. */
export function Select({ size = 'md', className, children, ...props }: SelectProps) {
  const links = useFieldLinks(props);
  return (
    <span className={cn('relative block', className)}>
      <select {...links} {...props} className={cn(controlStyle, controlSize[size], 'appearance-none truncate pr-9')}>
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-muted" />
    </span>
  );
}
