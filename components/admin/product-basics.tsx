'use client';

import { useTranslations } from 'next-intl';
import { CardSection } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import {
  descriptionLengthMax,
  nameLengthMax,
  type ProductStatus,
  productStatuses,
  slugLengthMax,
} from '@/lib/catalog/model';
import { type CategoryChoice, indented } from './category-choices';
import type { ProductForm } from './use-product-form';

/** Name and description, in both languages side by side. */
export function ProductBasics({ form: { draft, change, isRefused } }: { form: ProductForm }) {
  const t = useTranslations('admin.products.editor');
  const { name, description } = draft;
  return (
    <CardSection title={t('basics')}>
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={t('nameKo')} error={isRefused('name.ko') ? t('wrong.name') : null} required>
          <Input
            value={name.ko}
            maxLength={nameLengthMax}
            autoComplete="off"
            onChange={(event) => change({ name: { ...name, ko: event.target.value } })}
          />
        </Field>
        <Field
          label={t('nameEn')}
          hint={t('nameEnHint')}
          error={isRefused('name.en') ? t('wrong.name') : null}
          optional
        >
          <Input
            value={name.en}
            maxLength={nameLengthMax}
            autoComplete="off"
            lang="en"
            onChange={(event) => change({ name: { ...name, en: event.target.value } })}
          />
        </Field>
        <Field label={t('descriptionKo')} error={isRefused('description.ko') ? t('wrong.description') : null} optional>
          <Textarea
            value={description.ko}
            rows={5}
            maxLength={descriptionLengthMax}
            onChange={(event) => change({ description: { ...description, ko: event.target.value } })}
          />
        </Field>
        <Field label={t('descriptionEn')} error={isRefused('description.en') ? t('wrong.description') : null} optional>
          <Textarea
            value={description.en}
            rows={5}
            maxLength={descriptionLengthMax}
            lang="en"
            onChange={(event) => change({ description: { ...description, en: event.target.value } })}
          />
        </Field>
      </div>
    </CardSection>
  );
}

/** Where the product is found, and by whom. */
export function ProductPlace({ form, categories }: { form: ProductForm; categories: CategoryChoice[] }) {
  const t = useTranslations('admin.products');
  const { draft, saved, change, isRefused, error } = form;
  const slugError = () => {
    if (error?.code === 'catalog.slugTaken') return t('editor.wrong.slugTaken');
    return isRefused('slug') ? t('editor.wrong.slug') : null;
  };
  const isMoving = saved !== null && draft.slug !== saved.slug;
  return (
    <CardSection>
      <div className="grid gap-5">
        <Field
          label={t('editor.status')}
          hint={t('editor.statusHint')}
          error={error?.code === 'catalog.noActiveVariant' ? t('editor.wrong.status') : null}
        >
          <Select value={draft.status} onChange={(event) => change({ status: event.target.value as ProductStatus })}>
            {productStatuses.map((status) => (
              <option key={status} value={status}>
                {t(`status.${status}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label={t('editor.category')}
          error={
            isRefused('categoryId') || error?.code === 'catalog.categoryNotFound' ? t('editor.wrong.category') : null
          }
          required
        >
          <Select value={draft.categoryId} onChange={(event) => change({ categoryId: event.target.value })}>
            <option value="" disabled>
              {t('editor.categoryNone')}
            </option>
            {categories.map((category) => (
              <option key={category.id} value={category.id}>
                {indented(category)}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label={t('editor.slug')}
          hint={isMoving ? t('editor.slugMoves') : t('editor.slugHint')}
          error={slugError()}
          required={saved !== null}
        >
          <Input
            value={draft.slug}
            maxLength={slugLengthMax}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => change({ slug: event.target.value })}
          />
        </Field>
        {saved && saved.formerSlugs.length > 0 && (
          <p className="break-words text-[0.8125rem] text-faint">
            {t('editor.formerSlugs', { slugs: saved.formerSlugs.join(', ') })}
          </p>
        )}
      </div>
    </CardSection>
  );
}
