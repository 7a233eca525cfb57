import { useTranslations } from 'next-intl';
import { type StockSearch, stockListPath } from '@/components/queries/stock-search';
import { searchLengthMax } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { FilterForm } from './filter-form';

export function StockFilter({ search }: { search: StockSearch }) {
  const t = useTranslations('admin.stock.filter');
  return (
    <FilterForm
      action={paths.adminStock}
      label={t('label')}
      query={search}
      kept={['status']}
      resetHref={search.q ? stockListPath({ status: search.status }) : null}
      search={{ label: t('q'), lengthMax: searchLengthMax }}
    />
  );
}
