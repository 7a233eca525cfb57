import { Search } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type RestockSearch, restockListPath } from '@/components/queries/restock-search';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { searchLengthMax } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';

/** A plain form whose field is the page's address, so it works without scripts and can be bookmarked. */
export function RestockFilter({ search }: { search: RestockSearch }) {
  const t = useTranslations('admin.restocks.filter');
  return (
    // The key empties the field when the search is cleared.
    <Form
      key={search.q}
      action={paths.adminRestocks}
      role="search"
      aria-label={t('label')}
      className="flex flex-wrap items-end gap-2"
    >
      {search.state && <input type="hidden" name="state" value={search.state} />}
      {search.variantId && <input type="hidden" name="variantId" value={search.variantId} />}
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
          <Link href={restockListPath({ ...search, q: undefined, cursor: undefined })}>{t('reset')}</Link>
        </LinkButton>
      )}
      {search.variantId && (
        <p className="flex min-h-9 items-center gap-2 text-muted text-sm">
          {t('variant')}
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={restockListPath({ q: search.q, state: search.state })}>{t('all')}</Link>
          </LinkButton>
        </p>
      )}
    </Form>
  );
}
