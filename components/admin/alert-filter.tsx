import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type AlertSearch, alertListPath } from '@/components/queries/alert-search';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';
import { deliveryAlertKinds, stockAlertKinds } from '@/lib/alerts/model';
import { paths } from '@/lib/http/paths';

/** A plain form whose field is the page's address, so it works without scripts and can be bookmarked. */
export function AlertFilter({ search }: { search: AlertSearch }) {
  const t = useTranslations('admin.alerts');
  return (
    <search aria-label={t('filter.label')}>
      {/* The key empties the field when the search is cleared. */}
      <form action={paths.adminAlerts} key={JSON.stringify(search)} className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="state" value={search.state} />
        <Field label={t('filter.kind')} labelHidden className="min-w-40 max-sm:flex-1">
          <Select name="kind" size="sm" defaultValue={search.kind ?? ''}>
            <option value="">
              {t('filter.kind')}: {t('filter.all')}
            </option>
            {[...stockAlertKinds, ...deliveryAlertKinds].map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit" variant="secondary" size="sm">
          {t('filter.apply')}
        </Button>
        {search.kind && (
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={alertListPath({ state: search.state })}>{t('filter.reset')}</Link>
          </LinkButton>
        )}
      </form>
    </search>
  );
}
