import { Search } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { MessageSearch } from '@/components/queries/message-search';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';
import { paths } from '@/lib/http/paths';
import { messageKinds, messageStates } from '@/lib/notifications/model';

/** A plain form whose fields are the page's address, so it works without scripts and can be bookmarked. */
export function MailFilter({ search, isNarrowed }: { search: MessageSearch; isNarrowed: boolean }) {
  const t = useTranslations('admin.mail');
  return (
    <search aria-label={t('filter.label')}>
      {/* The key empties the fields when the search is cleared. */}
      <form action={paths.adminMail} key={JSON.stringify(search)} className="flex flex-wrap items-end gap-2">
        <Field label={t('filter.q')} labelHidden className="min-w-52 flex-1 sm:max-w-72">
          <Input
            name="q"
            type="search"
            size="sm"
            maxLength={254}
            before={<Search aria-hidden />}
            placeholder={t('filter.q')}
            defaultValue={search.q}
          />
        </Field>
        <Field label={t('filter.state')} labelHidden className="min-w-32 max-sm:flex-1">
          <Select name="state" size="sm" defaultValue={search.state ?? ''}>
            <option value="">
              {t('filter.state')}: {t('filter.all')}
            </option>
            {messageStates.map((state) => (
              <option key={state} value={state}>
                {t(`states.${state}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('filter.kind')} labelHidden className="min-w-40 max-sm:flex-1">
          <Select name="kind" size="sm" defaultValue={search.kind ?? ''}>
            <option value="">
              {t('filter.kind')}: {t('filter.all')}
            </option>
            {messageKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit" variant="secondary" size="sm">
          {t('filter.apply')}
        </Button>
        {isNarrowed && (
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={paths.adminMail}>{t('filter.reset')}</Link>
          </LinkButton>
        )}
      </form>
    </search>
  );
}
