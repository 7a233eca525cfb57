import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

/** A framed part of a page: hairline, radius, no shadow. */
export function Card({ className, ...props }: ComponentProps<'div'>) {
  return <div {...props} className={cn('rounded-lg border bg-surface', className)} />;
}

type CardSectionProps = {
  title?: ReactNode;
  description?: ReactNode;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A titled section; several in one card are parted by hairlines. */
export function CardSection({ title, description, aside, className, children }: CardSectionProps) {
  return (
    <section className={cn('border-t p-5 first:border-t-0 sm:p-6', className)}>
      {(title || aside) && (
        <div className="mb-4 flex items-start justify-between gap-4">
          <div>
            {title && <h2 className="font-semibold text-base">{title}</h2>}
            {description && <p className="mt-0.5 text-muted text-sm">{description}</p>}
          </div>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
