import { Check } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { type CategoryNode, type Facets, type ProductCount, priceWonMax } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { categoryHolds } from './category-holds';
import { type ListState, listHref, listSearch, toggled } from './list-address';
import { priceRangeText } from './price-ranges';

type ListFiltersProps = {
  base: string;
  state: ListState;
  categories: CategoryNode[];
  /** The category that is shown. */
  here: string | null;
  facets: Facets;
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
      {props.facets.options.map((option) => (
        <FilterGroup key={option.name} title={option.name}>
          <OptionFilter {...props} option={option} />
        </FilterGroup>
      ))}
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

function CategoryFilter({ state, categories, here, facets }: ListFiltersProps) {
  const t = useTranslations('shop.nav');
  const counts = new Map(facets.categories.map((one) => [one.slug, one]));
  return (
    <ul>
      <li>
        <Link
          href={listHref(paths.products, state)}
          aria-current={here === null ? 'page' : undefined}
          className={choice}
        >
          {t('all')}
        </Link>
      </li>
      <CategoryChoices categories={categories} state={state} here={here} counts={counts} />
    </ul>
  );
}

type CategoryChoicesProps = Pick<ListFiltersProps, 'state' | 'categories' | 'here'> & {
  counts: Map<string, ProductCount>;
};

/** A level of the tree, and below it the way to the category that is shown, with that one's children. */
function CategoryChoices({ categories, ...rest }: CategoryChoicesProps) {
  return categories.map((category) => (
    <li key={category.id}>
      <CategoryChoice category={category} {...rest} />
      {category.children.length > 0 && categoryHolds(category, rest.here) && (
        <ul className="mb-1 border-l pl-3">
          <CategoryChoices categories={category.children} {...rest} />
        </ul>
      )}
    </li>
  ));
}

type CategoryChoiceProps = Omit<CategoryChoicesProps, 'categories'> & { category: CategoryNode };

function CategoryChoice({ category: { slug, name }, state, here, counts }: CategoryChoiceProps) {
  return (
    <Link
      href={listHref(paths.category(slug), state)}
      aria-current={slug === here ? 'page' : undefined}
      className={choice}
    >
      {name}
      <Count of={counts.get(slug)} />
    </Link>
  );
}

function Count({ of }: { of: ProductCount | undefined }) {
  const t = useTranslations('shop.list');
  const locale = useLocale();
  if (!of) return null;
  return (
    <span className="shrink-0 font-normal text-faint text-xs tabular-nums">
      {of.isMore ? t('countMore', { count: of.count }) : of.count.toLocaleString(locale)}
    </span>
  );
}

function PriceFilter({ base, state, facets }: ListFiltersProps) {
  const t = useTranslations('shop.list');
  const common = useTranslations('common.actions');
  const locale = useLocale();
  return (
    <>
      <ul>
        {facets.prices.map(({ minPriceWon, maxPriceWon, ...count }) => {
          const range = { minPriceWon: minPriceWon ?? undefined, maxPriceWon: maxPriceWon ?? undefined };
          const here = range.minPriceWon === state.minPriceWon && range.maxPriceWon === state.maxPriceWon;
          const change = here ? { minPriceWon: undefined, maxPriceWon: undefined } : range;
          return (
            <li key={`${minPriceWon}-${maxPriceWon}`}>
              <Link
                href={listHref(base, state, change)}
                aria-current={here ? 'true' : undefined}
                scroll={false}
                className={choice}
              >
                <span className="flex items-center gap-1.5">
                  {priceRangeText(range, locale, t)}
                  {here && <Check aria-hidden className="size-4 text-accent" />}
                </span>
                <Count of={count} />
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
        {[...listSearch({ ...state, minPriceWon: undefined, maxPriceWon: undefined, cursor: undefined })].map(
          ([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ),
        )}
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

function StockFilter({ base, state, facets }: ListFiltersProps) {
  const t = useTranslations('shop.list');
  return (
    <CheckLink href={listHref(base, state, { inStock: !state.inStock })} checked={state.inStock} count={facets.inStock}>
      {t('inStockOnly')}
    </CheckLink>
  );
}

function OptionFilter({ base, state, option }: ListFiltersProps & { option: Facets['options'][number] }) {
  return (
    <ul>
      {option.values.map(({ value, label, ...count }) => (
        <li key={value}>
          <CheckLink
            href={listHref(base, state, { option: toggled(state.option, value) })}
            checked={state.option.includes(value)}
            count={count}
          >
            {label}
          </CheckLink>
        </li>
      ))}
    </ul>
  );
}

type CheckLinkProps = { href: string; checked: boolean; count: ProductCount; children: ReactNode };

/** A choice that is one of several, as a link: it works without scripts, and its address can be shared. */
function CheckLink({ href, checked, count, children }: CheckLinkProps) {
  return (
    <Link href={href} aria-current={checked ? 'true' : undefined} scroll={false} className={choice}>
      <span className="flex min-w-0 items-center gap-3 lg:gap-2.5">
        <span
          aria-hidden
          className={cn(
            'grid size-5 shrink-0 place-items-center rounded-xs border border-edge bg-surface lg:size-4.5',
            checked && 'border-accent bg-accent text-on-accent',
          )}
        >
          {checked && <Check strokeWidth={3} className="size-3.5" />}
        </span>
        {children}
      </span>
      <Count of={count} />
    </Link>
  );
}
