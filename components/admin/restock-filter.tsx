import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type RestockSearch, restockListPath } from '@/components/queries/restock-search';
import { LinkButton } from '@/components/ui/link-button';
import { searchLengthMax } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { FilterForm } from './filter-form';

export function RestockFilter({ search }: { search: RestockSearch }) {
  const t = useTranslations('admin.restocks.filter');
  return (
    <FilterForm
      action={paths.adminRestocks}
      label={t('label')}
      query={search}
      kept={['state', 'variantId']}
      resetHref={search.q ? restockListPath({ ...search, q: undefined, cursor: undefined }) : null}
      search={{ label: t('q'), lengthMax: searchLengthMax }}
      note={
        search.variantId && (
          <p className="flex min-h-9 items-center gap-2">
            {t('variant')}
            <LinkButton asChild variant="ghost" size="sm">
              <Link href={restockListPath({ q: search.q, state: search.state })}>{t('all')}</Link>
            </LinkButton>
          </p>
        )
      }
    />
  );
}
