import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

type EmptyStateProps = {
  icon?: LucideIcon;
  title: ReactNode;
  /** What to do next, in one sentence. */
  body?: ReactNode;
  action?: ReactNode;
  className?: string;
};

export function EmptyState({ icon: Icon, title, body, action, className }: EmptyStateProps) {
  return (
    <div className={cn('grid justify-items-center gap-1.5 px-6 py-16 text-center', className)}>
      {Icon && (
        <span className="mb-3 grid size-14 place-items-center rounded-full bg-sunken text-faint">
          <Icon aria-hidden strokeWidth={1.6} className="size-6" />
        </span>
      )}
      <div className="font-semibold text-base">{title}</div>
      {body && <p className="max-w-sm text-muted text-sm">{body}</p>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
