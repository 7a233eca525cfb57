'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { CardSection } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { RadioChip, RadioGroup } from '@/components/ui/radio-group';
import { scopeIdsMax } from '@/lib/coupons/admin-model';
import type { CouponScope, Discount } from '@/lib/coupons/model';
import { laneOf } from '@/lib/pricing/rules/coupon-terms';
import type { CategoryChoice } from './category-choices';
import { ProductFinder } from './product-finder';
import type { CampaignForm } from './use-campaign-form';

const discountTypes = ['FIXED', 'PERCENT'] as const satisfies Discount['type'][];
const scopeTypes = ['ALL', 'PRODUCTS', 'CATEGORIES'] as const satisfies CouponScope['type'][];

type CampaignBenefitProps = { form: CampaignForm; categories: CategoryChoice[] };

/** What a coupon takes off, and of what. */
export function CampaignBenefit({ form, categories }: CampaignBenefitProps) {
  const t = useTranslations('admin.coupons.builder');
  const { draft, change, isRefused, isPromised } = form;
  return (
    <CardSection title={t('benefit')} description={t('benefitLead')}>
      <Promised form={form} />
      <fieldset disabled={isPromised} className="grid grid-cols-1 gap-6">
        <div className="grid items-start gap-5 sm:grid-cols-[auto_minmax(0,1fr)]">
          <RadioGroup
            label={t('discountType')}
            value={draft.discountType}
            onValueChange={(type) => change({ discountType: type as Discount['type'] })}
            className="grid-flow-col justify-start"
          >
            {discountTypes.map((type) => (
              <RadioChip key={type} value={type} label={t(`discount.${type}`)} />
            ))}
          </RadioGroup>
          <Amounts form={form} />
        </div>
        <Scope form={form} categories={categories} />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Field
            label={t('minimumWon')}
            hint={t('minimumHint')}
            error={isRefused('minimumWon') ? t('wrong.minimum') : null}
          >
            <Input
              value={draft.minimumWon}
              inputMode="numeric"
              autoComplete="off"
              maxLength={13}
              placeholder={t('minimumNone')}
              after={<span className="pr-2">{t('won')}</span>}
              onChange={(event) => change({ minimumWon: event.target.value })}
            />
          </Field>
          <div className="grid content-start gap-1 sm:pt-6">
            <Checkbox
              checked={draft.firstPurchaseOnly}
              onChange={(event) => change({ firstPurchaseOnly: event.target.checked })}
              label={t('firstPurchaseOnly')}
            />
            <Checkbox
              checked={draft.stackable}
              onChange={(event) => change({ stackable: event.target.checked })}
              label={t('stackable')}
              hint={t('stackableHint')}
            />
          </div>
        </div>
      </fieldset>
    </CardSection>
  );
}

/** Why these fields can't be changed any more. */
export function Promised({ form: { campaign, isPromised } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  if (!isPromised) return null;
  return <Notice className="mb-5">{t('promised', { count: campaign?.issuedCount ?? 0 })}</Notice>;
}

function Amounts({ form: { draft, change, isRefused } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  if (draft.discountType === 'FIXED')
    return (
      <Field label={t('amountWon')} error={isRefused('discount.amountWon') ? t('wrong.amount') : null} required>
        <Input
          value={draft.amountWon}
          inputMode="numeric"
          autoComplete="off"
          maxLength={11}
          after={<span className="pr-2">{t('won')}</span>}
          onChange={(event) => change({ amountWon: event.target.value })}
        />
      </Field>
    );
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <Field label={t('percent')} error={isRefused('discount.percent') ? t('wrong.percent') : null} required>
        <Input
          value={draft.percent}
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          after={<span className="pr-2">%</span>}
          onChange={(event) => change({ percent: event.target.value })}
        />
      </Field>
      <Field
        label={t('capWon')}
        hint={t('capHint')}
        error={isRefused('discount.capWon') ? t('wrong.amount') : null}
        optional
      >
        <Input
          value={draft.capWon}
          inputMode="numeric"
          autoComplete="off"
          maxLength={11}
          after={<span className="pr-2">{t('won')}</span>}
          onChange={(event) => change({ capWon: event.target.value })}
        />
      </Field>
    </div>
  );
}

function Scope({ form, categories }: CampaignBenefitProps) {
  const t = useTranslations('admin.coupons.builder');
  const { draft, change } = form;
  const lane = laneOf({ scope: { type: draft.scopeType }, discount: { type: draft.discountType } });
  return (
    <div className="grid grid-cols-1 gap-3">
      <RadioGroup
        label={t('scope')}
        value={draft.scopeType}
        onValueChange={(type) => change({ scopeType: type as CouponScope['type'] })}
        className="flex flex-wrap"
      >
        {scopeTypes.map((type) => (
          <RadioChip key={type} value={type} label={t(`scopes.${type}`)} />
        ))}
      </RadioGroup>
      {draft.scopeType === 'PRODUCTS' && <ProductScope form={form} />}
      {draft.scopeType === 'CATEGORIES' && <CategoryScope form={form} categories={categories} />}
      <p className="text-[0.8125rem] text-faint">{t(`lane.${lane}`)}</p>
    </div>
  );
}

function ProductScope({ form: { draft, change, isRefused, isPromised } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  const { products } = draft;
  return (
    <div className="grid grid-cols-1 gap-3">
      {products.length > 0 && (
        <ul aria-label={t('scopes.PRODUCTS')} className="flex flex-wrap gap-1.5">
          {products.map(({ id, name }) => (
            <li key={id} className="inline-flex max-w-full items-center rounded-full border bg-sunken/60 pl-3 text-sm">
              <span className="truncate py-1 pr-3">{name}</span>
              {!isPromised && (
                <button
                  type="button"
                  aria-label={t('removeProduct', { name })}
                  onClick={() => change({ products: products.filter((one) => one.id !== id) })}
                  className="-ml-2 grid size-8 place-items-center rounded-full text-muted transition-colors hover:text-ink max-md:size-11"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!isPromised && products.length < scopeIdsMax && (
        <ProductFinder
          label={t('addProducts')}
          error={isRefused('scope') ? t('wrong.scope') : null}
          chosenIds={products.map(({ id }) => id)}
          onPick={({ id, name }) => change({ products: [...products, { id, name }] })}
        />
      )}
    </div>
  );
}

function CategoryScope({ form: { draft, change, isRefused }, categories }: CampaignBenefitProps) {
  const t = useTranslations('admin.coupons.builder');
  const errorId = useId();
  const { categoryIds } = draft;
  const isWrong = isRefused('scope');
  return (
    <fieldset aria-describedby={isWrong ? errorId : undefined}>
      <legend className="font-medium text-sm">{t('chooseCategories')}</legend>
      <p className="text-[0.8125rem] text-faint">{t('categoriesHint')}</p>
      <div className="mt-1.5 grid sm:grid-cols-2">
        {categories.map(({ id, name, depth }) => (
          <Checkbox
            key={id}
            checked={categoryIds.includes(id)}
            aria-invalid={isWrong || undefined}
            onChange={(event) =>
              change({
                categoryIds: event.target.checked ? [...categoryIds, id] : categoryIds.filter((one) => one !== id),
              })
            }
            label={<span style={{ paddingInlineStart: `${depth}rem` }}>{name}</span>}
          />
        ))}
      </div>
      {isWrong && (
        <p id={errorId} role="alert" className="mt-1 text-[0.8125rem] text-danger">
          {t('wrong.scope')}
        </p>
      )}
    </fieldset>
  );
}
