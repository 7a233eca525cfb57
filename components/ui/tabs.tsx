'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export const Tabs = Radix.Root;
export const TabPanel = Radix.Content;

export function TabList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return (
    <Radix.List {...props} className={cn('flex gap-6 overflow-x-auto border-b [scrollbar-width:none]', className)} />
  );
}

export function Tab({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return <Radix.Trigger {...props} className={cn(tabStyle, className)} />;
}

/** Also worn by links that switch between sibling pages: give the present one `aria-current="page"`. */
export const tabStyle = [
  '-mb-px flex min-h-11 shrink-0 items-center gap-1.5 rounded-t-xs border-transparent border-b-2 font-medium text-muted text-sm transition-colors hover:text-ink',
  'data-[state=active]:border-ink data-[state=active]:text-ink',
  'aria-[current=page]:border-ink aria-[current=page]:text-ink',
].join(' ');
