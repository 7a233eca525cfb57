import type { ReactNode } from 'react';
import { cn } from './cn';

export function Timeline({ children, className }: { children: ReactNode; className?: string }) {
  return <ol className={cn('grid', className)}>{children}</ol>;
}

type TimelineItemProps = {
  title: ReactNode;
  time: ReactNode;
  tone?: 'accent' | 'neutral' | 'danger';
  children?: ReactNode;
};

const dots = { accent: 'bg-accent', neutral: 'bg-edge', danger: 'bg-danger' } as const;

/** One thing that happened. The line runs on to the next one. */
export function TimelineItem({ title, time, tone = 'neutral', children }: TimelineItemProps) {
  return (
    <li className="group relative grid grid-cols-[1rem_1fr] gap-x-3 pb-5 last:pb-0">
      <span aria-hidden className="absolute top-5 bottom-0 left-[0.46875rem] w-px bg-line group-last:hidden" />
      <span aria-hidden className={cn('mt-[0.4375rem] size-2 justify-self-center rounded-full', dots[tone])} />
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">{title}</span>
          <span className="text-faint text-xs tabular-nums">{time}</span>
        </p>
        {children && <div className="mt-0.5 text-muted">{children}</div>}
      </div>
    </li>
  );
}
