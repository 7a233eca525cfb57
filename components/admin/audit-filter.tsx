import { useTranslations } from 'next-intl';
import { paths } from '@/lib/http/paths';
import { auditEntityTypes } from '@/lib/identity/audit-model';
import type { AuditListQuery } from './audit-query';
import { FilterChoice, FilterDays, FilterForm } from './filter-form';

export function AuditFilter({ query, isNarrowed }: { query: AuditListQuery; isNarrowed: boolean }) {
  const t = useTranslations('admin.audit');
  return (
    <FilterForm
      action={paths.adminAudit}
      label={t('filter.label')}
      query={query}
      kept={['entityId']}
      resetHref={isNarrowed ? paths.adminAudit : null}
      note={query.entityId && t('filter.entityOnly')}
    >
      <FilterChoice
        name="entityType"
        value={query.entityType}
        label={t('filter.entityType')}
        className="max-md:col-span-2 md:w-48"
      >
        {auditEntityTypes.map((entityType) => (
          <option key={entityType} value={entityType}>
            {t(`entities.${entityType}`)}
          </option>
        ))}
      </FilterChoice>
      <FilterDays from={query.from} to={query.to} />
    </FilterForm>
  );
}
