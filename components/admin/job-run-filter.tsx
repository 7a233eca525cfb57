import { useTranslations } from 'next-intl';
import type { JobRunSearch } from '@/components/queries/job-search';
import { Checkbox } from '@/components/ui/checkbox';
import { type JobFunction, runStates } from '@/inngest/embedded/model';
import { paths } from '@/lib/http/paths';
import { FilterChoice, FilterDays, FilterForm } from './filter-form';

type JobRunFilterProps = {
  search: JobRunSearch;
  functions: Pick<JobFunction, 'id' | 'name'>[];
  isNarrowed: boolean;
};

export function JobRunFilter({ search, functions, isNarrowed }: JobRunFilterProps) {
  const t = useTranslations('admin.jobs');
  return (
    <FilterForm
      folds
      action={paths.adminJobs}
      label={t('filter.label')}
      query={search}
      resetHref={isNarrowed ? paths.adminJobs : null}
      search={{ label: t('filter.q'), lengthMax: 100 }}
    >
      <FilterChoice name="state" value={search.state} label={t('filter.state')}>
        {runStates.map((state) => (
          <option key={state} value={state}>
            {t(`states.${state}`)}
          </option>
        ))}
      </FilterChoice>
      <FilterChoice name="functionId" value={search.functionId} label={t('filter.function')} className="md:w-48">
        {functions.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </FilterChoice>
      <FilterDays from={search.from} to={search.to} />
      <Checkbox
        name="withoutSchedules"
        value="true"
        defaultChecked={search.withoutSchedules === 'true'}
        label={t('filter.withoutSchedules')}
      />
    </FilterForm>
  );
}
