'use client';

import { Search, SlidersHorizontal } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { JobRunSearch } from '@/components/queries/job-search';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';
import { type JobFunction, runStates } from '@/inngest/embedded/model';
import { paths } from '@/lib/http/paths';

type JobRunFilterProps = {
  search: JobRunSearch;
  functions: Pick<JobFunction, 'id' | 'name'>[];
  isNarrowed: boolean;
};

/** A plain GET form: what is chosen stands in the address, and it works before the scripts have come. Choices count at once. */
export function JobRunFilter({ search, functions, isNarrowed }: JobRunFilterProps) {
  const t = useTranslations('admin.jobs');
  const { cursor: _, ...shown } = search;
  const [open, setOpen] = useState(isNarrowed);
  return (
    <Form
      // Made anew when the address says something else, as after "back".
      key={JSON.stringify(shown)}
      action={paths.adminJobs}
      role="search"
      aria-label={t('filter.label')}
      onChange={(event) => {
        const { target } = event;
        const isChoice =
          target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'checkbox');
        if (isChoice) event.currentTarget.requestSubmit();
      }}
      className="grid gap-2 md:flex md:flex-wrap md:items-end"
    >
      <div className="flex gap-2">
        <Field label={t('filter.q')} labelHidden className="flex-1 md:w-72">
          <Input
            type="search"
            name="q"
            size="sm"
            defaultValue={search.q}
            placeholder={t('filter.q')}
            maxLength={100}
            before={<Search aria-hidden />}
          />
        </Field>
        <Button
          variant="outline"
          size="icon"
          aria-expanded={open}
          aria-controls="job-run-filters"
          aria-label={t('filter.more')}
          onClick={() => setOpen(!open)}
          className="size-11 md:hidden"
        >
          <SlidersHorizontal aria-hidden />
        </Button>
      </div>
      {/* Phones have room for the search; the rest opens on demand. */}
      <div
        id="job-run-filters"
        className={cn('grid grid-cols-2 items-end gap-2 md:contents', !open && 'max-md:hidden')}
      >
        <Field label={t('filter.state')} className="md:w-32">
          <Select name="state" size="sm" defaultValue={search.state ?? ''}>
            <option value="">{t('filter.all')}</option>
            {runStates.map((state) => (
              <option key={state} value={state}>
                {t(`states.${state}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('filter.function')} className="md:w-48">
          <Select name="functionId" size="sm" defaultValue={search.functionId ?? ''}>
            <option value="">{t('filter.all')}</option>
            {functions.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('filter.from')}>
          <Input type="date" name="from" size="sm" defaultValue={search.from} max={search.to} />
        </Field>
        <Field label={t('filter.to')}>
          <Input type="date" name="to" size="sm" defaultValue={search.to} min={search.from} />
        </Field>
        <div className="col-span-2 grid gap-2 md:flex md:items-center md:gap-4">
          <Checkbox
            name="withoutSchedules"
            value="true"
            defaultChecked={search.withoutSchedules === 'true'}
            label={t('filter.withoutSchedules')}
          />
          <div className="flex gap-2 max-md:[&>*]:flex-1">
            <Button type="submit" variant="secondary" size="sm">
              {t('filter.apply')}
            </Button>
            {isNarrowed && (
              <LinkButton asChild variant="ghost" size="sm">
                <Link href={paths.adminJobs}>{t('filter.reset')}</Link>
              </LinkButton>
            )}
          </div>
        </div>
      </div>
    </Form>
  );
}
