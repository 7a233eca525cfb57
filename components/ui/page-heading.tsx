import type { ReactNode } from 'react';
import { cn } from './cn';

type PageHeadingProps = {
  title: ReactNode;
  description?: ReactNode /** Above the title: a breadcrumb. */;
  above?: ReactNode;
  actions?: ReactNode;
  size?: 'sm' | 'lg';
  className?: string;
};

/** The page's one h1, its description and its actions. */
export function PageHeading({ title, description, above, actions, size = 'lg', className }: PageHeadingProps) {
  return (
    <header className={cn('flex flex-wrap items-end justify-between gap-x-6 gap-y-4', className)}>
      <div className="min-w-0">
        {above && <div className="mb-2">{above}</div>}
        <h1
          className={cn(
            'font-bold [overflow-wrap:anywhere]',
            size === 'lg' ? 'text-[1.625rem] sm:text-3xl' : 'text-xl',
          )}
        >
          {title}
        </h1>
        {description && (
          <p className={cn('mt-1 text-muted', size === 'lg' ? 'text-[0.9375rem]' : 'text-sm')}>{description}</p>
        )}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
