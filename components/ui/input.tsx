'use client';

import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { type ControlSize, controlSize, controlStyle } from './control-style';
import { useFieldLinks } from './field';

type InputProps = Omit<ComponentProps<'input'>, 'size' | 'prefix'> & {
  size?: ControlSize;
  /** A picture or unit before the text. */
  before?: ReactNode;
  /** A unit or small button after the text. */
  after?: ReactNode;
};

export function Input({ size = 'md', before, after, className, ...props }: InputProps) {
  const links = useFieldLinks(props);
  const input = (
    <input
      {...links}
      {...props}
      className={cn(
        controlStyle,
        controlSize[size],
        props.inputMode === 'numeric' && 'tabular-nums',
        before && 'pl-10',
        after && 'pr-12',
        !before && !after && className,
      )}
    />
  );
  if (!before && !after) return input;
  return (
    <span className={cn('relative block', className)}>
      {before && (
        <span className="pointer-events-none absolute inset-y-0 left-3.5 grid place-items-center text-faint [&_svg]:size-4">
          {before}
        </span>
      )}
      {input}
      {after && (
        <span className="absolute inset-y-0 right-1.5 grid place-items-center text-muted text-sm">{after}</span>
      )}
    </span>
  );
}
