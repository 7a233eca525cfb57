import { Check } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { type CategoryNode, priceWonMax } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { type ListState, listHref } from './list-address';
import { priceRanges, priceRangeText } from './price-ranges';

type ListFiltersProps = {
  base: string;
  state: ListState;
  categories: CategoryNode[];
  /** The category that is shown. */
  here: string | null;
};

/** What narrows a list down, each with what it leads to. */
export function ListFilters(props: ListFiltersProps) {
  const t = useTranslations('shop.list');
  return (
    <div className="grid gap-8">
      <FilterGroup title={t('category')}>
        <CategoryFilter {...props} />
      </FilterGroup>
      <FilterGroup title={t('price')}>
        <PriceFilter {...props} />
      </FilterGroup>
      <FilterGroup title={t('stock')}>
        <StockFilter {...props} />
      </FilterGroup>
    </div>
  );
}

function FilterGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 font-semibold text-sm">{title}</h2>
      {children}
    </section>
  );
}

const choice =
  'flex min-h-11 items-center justify-between gap-3 rounded-sm text-[0.9375rem] text-muted transition-colors hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink lg:min-h-8 lg:text-sm';

function CategoryFilter({ state, categories, here }: ListFiltersProps) {
  const t = useTranslations('shop.nav');
  const all = categories.reduce((sum, { productCount }) => sum + productCount, 0);
  return (
    <ul>
      <li>
        <Link
          href={listHref(paths.products, state)}
          aria-current={here === null ? 'page' : undefined}
          className={choice}
        >
          {t('all')}
          <Count count={all} />
        </Link>
      </li>
      {categories.map((category) => {
        const open = [category, ...category.children].some(({ slug }) => slug === here);
        return (
          <li key={category.id}>
            <CategoryChoice category={category} state={state} here={here} />
            {open && category.children.length > 0 && (
              <ul className="mb-1 border-l pl-3">
                {category.children.map((child) => (
                  <li key={child.id}>
                    <CategoryChoice category={child} state={state} here={here} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

type CategoryChoiceProps = { category: CategoryNode; state: ListState; here: string | null };

function CategoryChoice({ category: { slug, name, productCount }, state, here }: CategoryChoiceProps) {
  return (
    <Link
      href={listHref(paths.category(slug), state)}
      aria-current={slug === here ? 'page' : undefined}
      className={choice}
    >
      {name}
      <Count count={productCount} />
    </Link>
  );
}

function Count({ count }: { count: number }) {
  return <span className="font-normal text-faint text-xs tabular-nums">{count}</span>;
}

function PriceFilter({ base, state }: ListFiltersProps) {
  const t = useTranslations('shop.list');
  const common = useTranslations('common.actions');
  const locale = useLocale();
  return (
    <>
      <ul>
        {priceRanges.map((range) => {
          const here = range.minPriceWon === state.minPriceWon && range.maxPriceWon === state.maxPriceWon;
          const change = here ? { minPriceWon: undefined, maxPriceWon: undefined } : range;
          return (
            <li key={`${range.minPriceWon}-${range.maxPriceWon}`}>
              <Link
                href={listHref(base, state, change)}
                aria-current={here ? 'true' : undefined}
                scroll={false}
                className={choice}
              >
                {priceRangeText(range, locale, t)}
                {here && <Check aria-hidden className="size-4 text-accent" />}
              </Link>
            </li>
          );
        })}
      </ul>
      <Form action={base} scroll={false} className="mt-2 grid grid-cols-[1fr_auto_1fr] items-center gap-1.5">
        <PriceInput name="minPriceWon" label={t('priceFrom')} value={state.minPriceWon} />
        <span aria-hidden className="text-faint">
          –
        </span>
        <PriceInput name="maxPriceWon" label={t('priceTo')} value={state.maxPriceWon} />
        {state.inStock && <input type="hidden" name="inStock" value="true" />}
        {state.sort !== 'newest' && <input type="hidden" name="sort" value={state.sort} />}
        <Button type="submit" variant="secondary" size="xs" className="col-span-3">
          {common('apply')}
        </Button>
      </Form>
    </>
  );
}

function PriceInput({ name, label, value }: { name: string; label: string; value: number | undefined }) {
  return (
    <Input
      key={value}
      size="sm"
      type="number"
      inputMode="numeric"
      name={name}
      aria-label={label}
      placeholder={label}
      min={0}
      max={priceWonMax}
      defaultValue={value}
      className="[appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
    />
  );
}

function StockFilter({ base, state }: ListFiltersProps) {
  const t = useTranslations('shop.list');
  return (
    <Link
      href={listHref(base, state, { inStock: !state.inStock })}
      aria-current={state.inStock ? 'true' : undefined}
      scroll={false}
      className={cn(choice, 'justify-start')}
    >
      <span
        aria-hidden
        className={cn(
          'grid size-5 place-items-center rounded-xs border border-edge bg-surface',
          state.inStock && 'border-accent bg-accent text-on-accent',
        )}
      >
        {state.inStock && <Check strokeWidth={3} className="size-3.5" />}
      </span>
      {t('inStockOnly')}
    </Link>
  );
}
