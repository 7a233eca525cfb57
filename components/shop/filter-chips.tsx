import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { quietLink } from '@/components/ui/text-link';
import type { Facets } from '@/lib/catalog/model';
import { hasFilters, type ListState, listHref, noFilters } from './list-address';
import { useChosenFilters } from './use-chosen-filters';

type FilterChipsProps = { base: string; state: ListState; facets: Facets };

/** The filters that are set, each with a way out. Nothing when none is. */
export function FilterChips({ base, state, facets }: FilterChipsProps) {
  const t = useTranslations('shop.list');
  const chosen = useChosenFilters(base, state, facets);
  if (!hasFilters(state)) return null;
  return (
    <ul aria-label={t('filtersSet')} className="flex flex-wrap items-center gap-2">
      {chosen.map(({ text, hrefWithout }) => (
        <li key={hrefWithout}>
          <Link
            href={hrefWithout}
            scroll={false}
            aria-label={t('removeFilter', { filter: text })}
            className="inline-flex min-h-11 items-center gap-1.5 rounded-full border border-line bg-surface pr-2.5 pl-3.5 text-sm transition-colors hover:border-edge md:min-h-8"
          >
            {text}
            <X aria-hidden className="size-3.5 text-faint" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={listHref(base, state, noFilters)}
          scroll={false}
          className={`${quietLink} inline-flex min-h-11 items-center px-1 text-sm md:min-h-8`}
        >
          {t('clearFilters')}
        </Link>
      </li>
    </ul>
  );
}
