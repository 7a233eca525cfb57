'use client';

import { Search, SlidersHorizontal } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';

type FilterFormProps = {
  /** The list's page, whose address says what is chosen. */
  action: string;
  label: string;
  query: Record<string, string | undefined>;
  /** Of the query, what the form has no field for and leaves as it is. */
  kept?: string[];
  /** Where what the form chose is cleared; null when it chose nothing. */
  resetHref: string | null;
  search?: { label: string; placeholder?: string; lengthMax: number };
  /** Whether it has so many choices that on phones they open on demand. */
  folds?: boolean;
  /** Said below it. */
  note?: ReactNode;
  /** Choices beside the search. */
  children?: ReactNode;
};

/** A plain GET form: what is chosen stands in the address, and it works before the scripts have come. Choices count at once. */
export function FilterForm({
  action,
  label,
  query: { cursor: _, ...query },
  kept = [],
  resetHref,
  search,
  folds = false,
  note,
  children,
}: FilterFormProps) {
  const t = useTranslations('admin.filter');
  const choicesId = useId();
  const [open, setOpen] = useState(resetHref !== null);
  const buttons = (
    <div className={cn('flex gap-2', children && 'max-md:col-span-2 max-md:[&>*]:flex-1')}>
      <Button type="submit" variant="secondary" size="sm">
        {t('apply')}
      </Button>
      {resetHref !== null && (
        <LinkButton asChild variant="ghost" size="sm">
          <Link href={resetHref}>{t('reset')}</Link>
        </LinkButton>
      )}
    </div>
  );
  return (
    <Form
      // Made anew when the address says something else, as after "back".
      key={JSON.stringify(query)}
      action={action}
      role="search"
      aria-label={label}
      onChange={submitChoice}
      className="grid gap-2 max-md:w-full md:flex md:flex-wrap md:items-end"
    >
      {kept.map((name) => query[name] && <input key={name} type="hidden" name={name} value={query[name]} />)}
      {search && (
        <div className="flex flex-wrap gap-2">
          <Field label={search.label} labelHidden className="min-w-52 flex-1 md:w-72">
            <Input
              type="search"
              name="q"
              size="sm"
              defaultValue={query.q}
              placeholder={search.placeholder ?? search.label}
              maxLength={search.lengthMax}
              before={<Search aria-hidden />}
            />
          </Field>
          {folds && (
            <Button
              variant="outline"
              size="icon"
              aria-expanded={open}
              aria-controls={choicesId}
              aria-label={t('more')}
              onClick={() => setOpen(!open)}
              className="size-11 md:hidden"
            >
              <SlidersHorizontal aria-hidden />
            </Button>
          )}
          {!children && buttons}
        </div>
      )}
      {children && (
        <div
          id={choicesId}
          className={cn('grid grid-cols-2 items-end gap-2 md:contents', folds && !open && 'max-md:hidden')}
        >
          {children}
          {buttons}
        </div>
      )}
      {note && <div className="text-muted text-sm md:w-full">{note}</div>}
    </Form>
  );
}

function submitChoice({ target, currentTarget }: FormEvent<HTMLFormElement>) {
  const isChoice =
    target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'checkbox');
  if (isChoice) currentTarget.requestSubmit();
}

type FilterChoiceProps = {
  name: string;
  value: string | undefined;
  label: string;
  /** What stands for no choice where that says what is chosen, so that the label need not be seen. */
  all?: string;
  className?: string;
  /** Its options but that. */
  children: ReactNode;
};

export function FilterChoice({ name, value, label, all, className, children }: FilterChoiceProps) {
  const t = useTranslations('admin.filter');
  return (
    <Field label={label} labelHidden={all !== undefined} className={cn('md:w-36', className)}>
      <Select name={name} size="sm" defaultValue={value ?? ''}>
        <option value="">{all ?? t('all')}</option>
        {children}
      </Select>
    </Field>
  );
}

/** Days of the reader, the last included. */
export function FilterDays({ from, to }: { from: string | undefined; to: string | undefined }) {
  const t = useTranslations('admin.filter');
  return (
    <>
      <Field label={t('from')}>
        <Input type="date" name="from" size="sm" defaultValue={from} max={to} />
      </Field>
      <Field label={t('to')}>
        <Input type="date" name="to" size="sm" defaultValue={to} min={from} />
      </Field>
    </>
  );
}
