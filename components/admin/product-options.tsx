'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CardSection } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { optionNameLengthMax, optionsPerVariantMax, optionValueLengthMax } from '@/lib/catalog/model';
import {
  hasSavedVariants,
  isValueUsed,
  nextKey,
  type OptionDraft,
  type ValueDraft,
  withOption,
  withoutOption,
  withoutValue,
} from './product-draft';
import type { ProductForm } from './use-product-form';

/** What shoppers choose, with the values there are of it, in both languages. */
export function ProductOptions({ form }: { form: ProductForm }) {
  const t = useTranslations('admin.products.editor');
  const { draft, setDraft } = form;
  const isFull = draft.options.length >= optionsPerVariantMax;
  return (
    <CardSection
      title={t('options')}
      description={t('optionsLead')}
      aside={
        <Button
          variant="outline"
          size="sm"
          disabledReason={isFull ? t('optionLimit', { limit: optionsPerVariantMax }) : null}
          onClick={() => setDraft(withOption(draft))}
        >
          <Plus aria-hidden />
          {t('addOption')}
        </Button>
      }
    >
      <div className="grid gap-4 empty:hidden">
        {draft.options.map((option, place) => (
          <OptionFields key={option.key} form={form} option={option} place={place + 1} />
        ))}
      </div>
    </CardSection>
  );
}

function OptionFields({ form, option, place }: { form: ProductForm; option: OptionDraft; place: number }) {
  const t = useTranslations('admin.products.editor');
  const { draft, setDraft, change, badKeys } = form;
  const edit = (part: Partial<OptionDraft>) =>
    change({ options: draft.options.map((one) => (one.key === option.key ? { ...one, ...part } : one)) });
  const editValue = (value: ValueDraft) =>
    edit({ values: option.values.map((one) => (one.key === value.key ? value : one)) });
  const { name, values } = option;
  return (
    <fieldset className="grid gap-3 rounded-md border p-4">
      <legend className="sr-only">{t('option', { place })}</legend>
      <div className="flex items-end gap-2">
        <Field
          label={t('optionName')}
          error={badKeys.has(option.key) ? t('wrong.optionName') : null}
          className="min-w-0 flex-1"
          required
        >
          <Input
            size="sm"
            value={name.ko}
            maxLength={optionNameLengthMax}
            onChange={(event) => edit({ name: { ...name, ko: event.target.value } })}
          />
        </Field>
        <Field label={t('optionNameEn')} className="min-w-0 flex-1">
          <Input
            size="sm"
            lang="en"
            value={name.en}
            maxLength={optionNameLengthMax}
            onChange={(event) => edit({ name: { ...name, en: event.target.value } })}
          />
        </Field>
        <Button
          variant="ghost"
          size="iconSm"
          aria-label={t('removeOption', { name: name.ko || String(place) })}
          disabledReason={hasSavedVariants(draft) ? t('optionUsed') : null}
          onClick={() => setDraft(withoutOption(draft, option.key))}
          className="mb-0.5 text-muted"
        >
          <X aria-hidden />
        </Button>
      </div>
      <ul className="grid gap-2">
        {values.map((value, at) => (
          <li key={value.key} className="flex items-start gap-2">
            <Field
              label={t('value', { place: at + 1 })}
              labelHidden
              error={badKeys.has(value.key) ? t('wrong.optionValue') : null}
              className="min-w-0 flex-1"
            >
              <Input
                size="sm"
                value={value.ko}
                placeholder={t('value', { place: at + 1 })}
                maxLength={optionValueLengthMax}
                onChange={(event) => editValue({ ...value, ko: event.target.value })}
              />
            </Field>
            <Field label={t('valueEn', { place: at + 1 })} labelHidden className="min-w-0 flex-1">
              <Input
                size="sm"
                lang="en"
                value={value.en}
                placeholder={t('valueEn', { place: at + 1 })}
                maxLength={optionValueLengthMax}
                onChange={(event) => editValue({ ...value, en: event.target.value })}
              />
            </Field>
            <Button
              variant="ghost"
              size="iconSm"
              aria-label={t('removeValue', { value: value.ko || String(at + 1) })}
              disabledReason={isValueUsed(draft, option.key, value.key) ? t('valueUsed') : null}
              onClick={() => setDraft(withoutValue(draft, option.key, value.key))}
              className="mt-0.5 text-muted"
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <Button
        variant="ghost"
        size="sm"
        onClick={() => edit({ values: [...values, { key: nextKey(), ko: '', en: '' }] })}
        className="justify-self-start"
      >
        <Plus aria-hidden />
        {t('addValue')}
      </Button>
    </fieldset>
  );
}
