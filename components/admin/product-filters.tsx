import { useTranslations } from 'next-intl';
import { searchLengthMax, stockStatuses } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { type CategoryChoice, indented } from './category-choices';
import { FilterChoice, FilterForm } from './filter-form';
import { isNarrowed, type ProductListQuery, productListPath } from './product-query';

type ProductFiltersProps = { query: ProductListQuery; categories: CategoryChoice[] };

export function ProductFilters({ query, categories }: ProductFiltersProps) {
  const t = useTranslations('admin.products.filter');
  const tStock = useTranslations('admin.stock.status');
  return (
    <FilterForm
      action={paths.adminProducts}
      label={t('label')}
      query={query}
      kept={['status']}
      resetHref={isNarrowed(query) ? productListPath({ status: query.status }) : null}
      search={{ label: t('q'), lengthMax: searchLengthMax }}
    >
      <FilterChoice name="category" value={query.category} label={t('category')} className="md:w-44">
        {categories.map((category) => (
          <option key={category.id} value={category.slug}>
            {indented(category)}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice name="stockStatus" value={query.stockStatus} label={t('stock')}>
        {stockStatuses.map((status) => (
          <option key={status} value={status}>
            {tStock(status)}
          </option>
        ))}
      </FilterChoice>
    </FilterForm>
  );
}
