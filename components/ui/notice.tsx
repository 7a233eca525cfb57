import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

const kinds = {
  info: { icon: Info, look: 'bg-info-soft', mark: 'text-info' },
  success: { icon: CircleCheck, look: 'bg-success-soft', mark: 'text-success' },
  warning: { icon: TriangleAlert, look: 'bg-warning-soft', mark: 'text-warning' },
  danger: { icon: CircleAlert, look: 'bg-danger-soft', mark: 'text-danger' },
} satisfies Record<string, { icon: LucideIcon; look: string; mark: string }>;

type NoticeProps = {
  tone?: keyof typeof kinds;
  title?: ReactNode;
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** A message that stays in the page: a form's refusal, a price that changed. `danger` interrupts screen readers. */
export function Notice({ tone = 'info', title, action, className, children }: NoticeProps) {
  const { icon: Icon, look, mark } = kinds[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cn('flex items-start gap-3 rounded-md px-4 py-3 text-sm', look, className)}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-[1.125rem] shrink-0', mark)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className={cn(title && 'text-muted')}>{children}</div>}
      </div>
      {action}
    </div>
  );
}
