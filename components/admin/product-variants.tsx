'use client';

import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CardSection } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Pill } from '@/components/ui/pill';
import { Select } from '@/components/ui/select';
import { textLink } from '@/components/ui/text-link';
import { skuLengthMax } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { choicesText, missingCombinations, type VariantDraft, withVariants } from './product-draft';
import { isIndistinct } from './product-refusal';
import type { ProductForm } from './use-product-form';

/** Each combination that is sold, with its SKU and price, and those that could be. */
export function ProductVariants({ form }: { form: ProductForm }) {
  const t = useTranslations('admin.products.editor');
  return (
    <CardSection title={t('variants')} description={t('variantsLead')}>
      <div className="grid gap-4">
        <ul className="grid gap-3">
          {form.draft.variants.map((variant, place) => (
            <li key={variant.key}>
              <VariantFields form={form} variant={variant} place={place + 1} />
            </li>
          ))}
        </ul>
        <MissingCombinations form={form} />
      </div>
    </CardSection>
  );
}

/** So many are offered by name; all of them by one press. */
const offeredCountMax = 12;

function MissingCombinations({ form: { draft, setDraft } }: { form: ProductForm }) {
  const t = useTranslations('admin.products.editor');
  const locale = useLocale();
  const missing = missingCombinations(draft);
  if (missing.length === 0) return null;
  return (
    <div className="grid gap-3 rounded-md bg-sunken p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-muted text-sm">{t('missing', { count: missing.length })}</p>
        <Button variant="outline" size="sm" onClick={() => setDraft(withVariants(draft, missing))}>
          {t('addAll')}
        </Button>
      </div>
      <ul className="flex flex-wrap gap-2">
        {missing.slice(0, offeredCountMax).map((choices) => {
          const combination = choicesText(draft, choices, locale);
          return (
            <li key={Object.values(choices).join()}>
              <Button
                variant="secondary"
                size="xs"
                aria-label={t('addOne', { combination })}
                onClick={() => setDraft(withVariants(draft, [choices]))}
              >
                <Plus aria-hidden />
                {combination}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

type VariantFieldsProps = { form: ProductForm; variant: VariantDraft; place: number };
type TypedField = 'sku' | 'priceWon' | 'compareAtWon' | 'maxPerOrder' | 'onHandUnits';

function VariantFields({ form, variant, place }: VariantFieldsProps) {
  const t = useTranslations('admin.products.editor');
  const locale = useLocale();
  const { draft, change } = form;
  const { key, choices, id, status } = variant;
  const edit = (part: Partial<VariantDraft>) =>
    change({ variants: draft.variants.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const input = (field: TypedField) => ({
    size: 'sm' as const,
    value: variant[field],
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => edit({ [field]: event.target.value }),
  });
  const errorAt = useVariantErrors(form, variant);
  const title = draft.options.length > 0 ? choicesText(draft, choices, locale) : t('onlyVariant');
  return (
    <fieldset className={cn('grid gap-3 rounded-md border p-4', status === 'ARCHIVED' && 'bg-sunken')}>
      <legend className="sr-only">{t('variant', { place })}</legend>
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <p className="font-medium text-sm">{title}</p>
        {status === 'ARCHIVED' && <Pill>{t('archived')}</Pill>}
        <VariantCommand form={form} variant={variant} name={title} />
      </div>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
        {draft.options.map((option, at) => (
          <Field
            key={option.key}
            label={option.name[locale] || option.name.ko || t('option', { place: at + 1 })}
            error={at === 0 ? errorAt('options') : null}
          >
            <Select
              size="sm"
              value={choices[option.key] ?? ''}
              onChange={(event) => edit({ choices: { ...choices, [option.key]: event.target.value } })}
            >
              <option value="" disabled>
                –
              </option>
              {option.values.map((value, valueAt) => (
                <option key={value.key} value={value.key}>
                  {value[locale] || value.ko || t('value', { place: valueAt + 1 })}
                </option>
              ))}
            </Select>
          </Field>
        ))}
        <Field label={t('sku')} error={errorAt('sku')} required className="max-md:col-span-2">
          <Input {...input('sku')} maxLength={skuLengthMax} spellCheck={false} />
        </Field>
        <Field label={t('price')} error={errorAt('priceWon')} required>
          <Input {...input('priceWon')} inputMode="numeric" maxLength={12} />
        </Field>
        <Field label={t('compareAt')} error={errorAt('compareAtWon')}>
          <Input {...input('compareAtWon')} inputMode="numeric" maxLength={12} />
        </Field>
        <Field label={t('maxPerOrder')} error={errorAt('maxPerOrder')}>
          <Input {...input('maxPerOrder')} inputMode="numeric" maxLength={2} />
        </Field>
        {id === null ? (
          <Field label={t('units')} error={errorAt('onHandUnits')}>
            <Input {...input('onHandUnits')} inputMode="numeric" maxLength={9} />
          </Field>
        ) : (
          <div className="grid content-start gap-1.5 text-sm">
            <p className="font-medium">{t('unitsNow')}</p>
            <p className="flex min-h-9 items-center">
              <Link href={paths.adminStockOf(id)} className={textLink}>
                {t('unitsLink', { units: variant.availableUnits ?? 0 })}
              </Link>
            </p>
          </div>
        )}
      </div>
    </fieldset>
  );
}

/** What was refused of one variant, in words. */
function useVariantErrors({ isVariantRefused, error }: ProductForm, { key, sku }: VariantDraft) {
  const t = useTranslations('admin.products.editor.wrong');
  const isNamed = error && 'sku' in error && error.sku === sku.trim();
  const words = {
    sku: t('sku'),
    priceWon: t('price'),
    compareAtWon: t('compareAt'),
    maxPerOrder: t('maxPerOrder'),
    onHandUnits: t('units'),
    options: t('options'),
  };
  return (field: keyof typeof words): string | null => {
    if (field === 'sku' && isNamed && error.code === 'catalog.skuTaken') return t('skuTaken');
    if (field === 'compareAtWon' && isNamed && error.code === 'catalog.compareAtNotAbove') return words.compareAtWon;
    if (field === 'options' && isNamed && isIndistinct(error)) return words.options;
    return isVariantRefused(key, field) ? words[field] : null;
  };
}

/** A saved variant is archived, since orders speak of it; one that is not saved just goes. */
function VariantCommand({ form, variant, name }: { form: ProductForm; variant: VariantDraft; name: string }) {
  const t = useTranslations('admin.products.editor');
  const { draft, change } = form;
  const { key, id, status } = variant;
  const look = { variant: 'ghost', size: 'xs', className: 'ml-auto text-muted' } as const;
  if (id === null)
    return (
      <Button
        {...look}
        aria-label={t('removeOf', { name })}
        disabledReason={draft.variants.length === 1 ? t('lastVariant') : null}
        onClick={() => change({ variants: draft.variants.filter((one) => one.key !== key) })}
      >
        {t('remove')}
      </Button>
    );
  const next = status === 'ACTIVE' ? 'ARCHIVED' : 'ACTIVE';
  return (
    <Button
      {...look}
      aria-label={t(status === 'ACTIVE' ? 'archiveOf' : 'activateOf', { name })}
      onClick={() =>
        change({ variants: draft.variants.map((one) => (one.key === key ? { ...one, status: next } : one)) })
      }
    >
      {t(status === 'ACTIVE' ? 'archive' : 'activate')}
    </Button>
  );
}
