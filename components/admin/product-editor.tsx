'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card, CardSection } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import type { AdminProduct } from '@/lib/catalog/admin-model';
import type { CategoryChoice } from './category-choices';
import { ProductBasics, ProductPlace } from './product-basics';
import { ProductOptions } from './product-options';
import { ProductPictures } from './product-pictures';
import { isToldAtField } from './product-refusal';
import { ProductVariants } from './product-variants';
import { type ProductForm, useProductForm } from './use-product-form';

type ProductEditorProps = {
  /** Null makes another. */
  product: AdminProduct | null;
  categories: CategoryChoice[];
};

/** All of a product: texts, options and variants are saved together; pictures, which take a while, each by itself. */
export function ProductEditor({ product, categories }: ProductEditorProps) {
  const form = useProductForm(product);
  return (
    <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <form ref={form.formRef} onSubmit={form.submit} noValidate className="contents">
        <div className="grid grid-cols-1 gap-5">
          <Refusal form={form} />
          <Card>
            <ProductBasics form={form} />
          </Card>
          <Card>
            <ProductOptions form={form} />
            <ProductVariants form={form} />
          </Card>
        </div>
        <Card className="xl:row-span-2">
          <ProductPlace form={form} categories={categories} />
        </Card>
        <SaveBar form={form} />
      </form>
      <Card className="xl:col-start-1 xl:row-start-2">
        {product ? <ProductPictures productId={product.id} start={product.pictures} /> : <PicturesLater />}
      </Card>
    </div>
  );
}

/** Why nothing was saved, where no field of the form can say it. */
function Refusal({ form: { error, draft, badKeys, letLeave } }: { form: ProductForm }) {
  const t = useTranslations('admin.products.editor');
  if (error?.code === 'catalog.productChanged')
    return (
      <Notice
        tone="danger"
        title={t('conflict')}
        action={
          <Button
            variant="outline"
            size="sm"
            onClick={() => {
              letLeave();
              window.location.reload();
            }}
          >
            {t('reload')}
          </Button>
        }
      >
        {t('conflictBody')}
      </Notice>
    );
  const isAtField = badKeys.size > 0 || (error && (error.code === 'http.badInput' || isToldAtField(error, draft)));
  if (isAtField)
    return (
      <Notice tone="danger" title={t('refused')}>
        {t('refusedFields')}
      </Notice>
    );
  if (!error) return null;
  const reason = () => {
    if (error.code === 'catalog.variantLimit') return t('variantLimit', { limit: error.limit });
    if (error.code === 'catalog.skuTaken') return t('wrong.skuTaken');
    return error.code === 'http.unauthenticated' || error.code === 'http.forbidden' ? t('signIn') : t('refusedOther');
  };
  return (
    <Notice tone="danger" title={t('refused')}>
      {reason()}
    </Notice>
  );
}

function PicturesLater() {
  const t = useTranslations('admin.products.pictures');
  return (
    <CardSection title={t('title')}>
      <p className="text-muted text-sm">{t('later')}</p>
    </CardSection>
  );
}

/** Stays in sight, so that nobody has to look for the way to save a long form. */
function SaveBar({ form: { saved, isUnsaved, isSaving, discard } }: { form: ProductForm }) {
  const t = useTranslations('admin.products.editor');
  return (
    <div className="sticky bottom-0 z-30 order-last -mx-4 flex flex-wrap items-center justify-end gap-2 border-t bg-canvas/92 px-4 py-3 backdrop-blur-md sm:-mx-6 sm:px-6 xl:col-span-2 xl:row-start-3">
      <p role="status" className="mr-auto text-muted text-sm">
        {isUnsaved && t('unsaved')}
      </p>
      {isUnsaved && saved && (
        <Button variant="ghost" size="sm" onClick={discard}>
          {t('discard')}
        </Button>
      )}
      <Button type="submit" size="sm" loading={isSaving}>
        {saved ? t('save') : t('create')}
      </Button>
    </div>
  );
}
