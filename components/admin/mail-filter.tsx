import { useTranslations } from 'next-intl';
import type { MessageSearch } from '@/components/queries/message-search';
import { paths } from '@/lib/http/paths';
import { messageKinds, messageStates } from '@/lib/notifications/model';
import { FilterChoice, FilterForm } from './filter-form';

export function MailFilter({ search, isNarrowed }: { search: MessageSearch; isNarrowed: boolean }) {
  const t = useTranslations('admin.mail');
  return (
    <FilterForm
      action={paths.adminMail}
      label={t('filter.label')}
      query={search}
      resetHref={isNarrowed ? paths.adminMail : null}
      search={{ label: t('filter.q'), lengthMax: 254 }}
    >
      <FilterChoice name="state" value={search.state} label={t('filter.state')}>
        {messageStates.map((state) => (
          <option key={state} value={state}>
            {t(`states.${state}`)}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice name="kind" value={search.kind} label={t('filter.kind')} className="md:w-48">
        {messageKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </FilterChoice>
    </FilterForm>
  );
}
