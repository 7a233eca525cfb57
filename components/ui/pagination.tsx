import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentType, ReactNode } from 'react';
import { buttonStyle } from './button-style';
import { cn } from './cn';

type PaginationProps = {
  previousHref: string | null;
  nextHref: string | null;
  /** The router's link; a plain `<a>` else. */
  link?: ComponentType<{ href: string; className?: string; rel?: string; children: ReactNode }> | 'a';
  className?: string;
};

/** Keyset paging knows its neighbours, not its page numbers. Nothing when there is one page. */
export function Pagination({ previousHref, nextHref, link: Link = 'a', className }: PaginationProps) {
  const t = useTranslations('common.ui');
  if (previousHref === null && nextHref === null) return null;
  return (
    <nav aria-label={t('pages')} className={cn('flex justify-center gap-2', className)}>
      {previousHref && (
        <Link href={previousHref} rel="prev" className={buttonStyle({ variant: 'outline', size: 'sm' })}>
          <ChevronLeft aria-hidden />
          {t('previous')}
        </Link>
      )}
      {nextHref && (
        <Link href={nextHref} rel="next" className={buttonStyle({ variant: 'outline', size: 'sm' })}>
          {t('next')}
          <ChevronRight aria-hidden />
        </Link>
      )}
    </nav>
  );
}
