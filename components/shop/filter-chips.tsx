import { X } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { quietLink } from '@/components/ui/text-link';
import { hasFilters, type ListState, listHref, noFilters } from './list-address';
import { priceRangeText } from './price-ranges';

/** The filters that are set, each with a way out. Nothing when none is. */
export function FilterChips({ base, state }: { base: string; state: ListState }) {
  const t = useTranslations('shop.list');
  const locale = useLocale();
  if (!hasFilters(state)) return null;
  const { minPriceWon, maxPriceWon, inStock } = state;
  const hasPrice = minPriceWon !== undefined || maxPriceWon !== undefined;
  return (
    <ul aria-label={t('filtersSet')} className="flex flex-wrap items-center gap-2">
      {hasPrice && (
        <Chip href={listHref(base, state, { minPriceWon: undefined, maxPriceWon: undefined })}>
          {priceRangeText({ minPriceWon, maxPriceWon }, locale, t)}
        </Chip>
      )}
      {inStock && <Chip href={listHref(base, state, { inStock: false })}>{t('inStockOnly')}</Chip>}
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

function Chip({ href, children }: { href: string; children: string }) {
  const t = useTranslations('shop.list');
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        aria-label={t('removeFilter', { filter: children })}
        className="inline-flex min-h-11 items-center gap-1.5 rounded-full border border-line bg-surface pr-2.5 pl-3.5 text-sm transition-colors hover:border-edge md:min-h-8"
      >
        {children}
        <X aria-hidden className="size-3.5 text-faint" />
      </Link>
    </li>
  );
}
