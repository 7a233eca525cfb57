import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { productSorts } from '@/lib/catalog/model';
import { type ListState, listHref } from './list-address';

/** Links, so that sorting works without scripts and can be opened in a tab of its own. */
export function SortLinks({ base, state }: { base: string; state: ListState }) {
  const t = useTranslations('shop.list');
  return (
    <nav aria-label={t('sort')} className="-mx-2 min-w-0 overflow-x-auto [scrollbar-width:none]">
      <ul className="flex">
        {productSorts
          .filter((sort) => sort !== 'relevance' || state.q)
          .map((sort) => (
            <li key={sort}>
              <Link
                href={listHref(base, state, { sort })}
                aria-current={sort === state.sort ? 'true' : undefined}
                scroll={false}
                className="flex min-h-11 items-center whitespace-nowrap rounded-sm px-2 text-faint text-sm transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current=true]:font-semibold aria-[current=true]:text-ink lg:min-h-9"
              >
                {t(`sorts.${sort}`)}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}
