'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlStyle } from './control-style';
import { useFieldLinks } from './field';

export function Textarea({ className, rows = 4, ...props }: ComponentProps<'textarea'>) {
  const links = useFieldLinks(props);
  return (
    <textarea
      {...links}
      {...props}
      rows={rows}
      className={cn(controlStyle, 'resize-y py-3 leading-relaxed', className)}
    />
  );
}
