import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Children, type ReactNode } from 'react';
import { cn } from './cn';

/** Links from the top down to here, the last being the page itself (a text, or a link with `aria-current="page"`). */
export function Breadcrumb({ children, className }: { children: ReactNode; className?: string }) {
  const t = useTranslations('common.ui');
  return (
    <nav aria-label={t('breadcrumb')} className={cn('text-[0.8125rem] text-muted', className)}>
      <ol className="flex flex-wrap items-center gap-x-1">
        {Children.map(children, (child, index) => (
          <li className="inline-flex min-w-0 items-center gap-1 last:text-ink last:[overflow-wrap:anywhere] [&_a:hover]:text-ink [&_a:hover]:underline [&_a]:inline-flex [&_a]:min-h-6 [&_a]:min-w-6 [&_a]:items-center [&_a]:underline-offset-4 max-md:[&_a]:min-h-11">
            {index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0 text-faint" />}
            {child}
          </li>
        ))}
      </ol>
    </nav>
  );
}
