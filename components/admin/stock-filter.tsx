import { Search } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type StockSearch, stockListPath } from '@/components/queries/stock-search';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { searchLengthMax } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';

/** A plain form whose field is the page's address, so it works without scripts and can be bookmarked. */
export function StockFilter({ search }: { search: StockSearch }) {
  const t = useTranslations('admin.stock.filter');
  return (
    // The key empties the field when the search is cleared.
    <Form
      key={search.q}
      action={paths.adminStock}
      role="search"
      aria-label={t('label')}
      className="flex flex-wrap items-end gap-2"
    >
      {search.status && <input type="hidden" name="status" value={search.status} />}
      <Field label={t('q')} labelHidden className="min-w-52 flex-1 sm:max-w-80">
        <Input
          name="q"
          type="search"
          size="sm"
          maxLength={searchLengthMax}
          before={<Search aria-hidden />}
          placeholder={t('q')}
          defaultValue={search.q}
        />
      </Field>
      <Button type="submit" variant="secondary" size="sm">
        {t('apply')}
      </Button>
      {search.q && (
        <LinkButton asChild variant="ghost" size="sm">
          <Link href={stockListPath({ status: search.status })}>{t('reset')}</Link>
        </LinkButton>
      )}
    </Form>
  );
}
