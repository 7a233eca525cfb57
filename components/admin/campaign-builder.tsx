'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card, CardSection } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import type { AdminCampaign } from '@/lib/coupons/admin-model';
import { CampaignBenefit } from './campaign-benefit';
import type { CampaignDraft } from './campaign-draft';
import { CampaignIssue } from './campaign-issue';
import { CampaignTrial, type OtherCampaign } from './campaign-trial';
import { CampaignUse } from './campaign-use';
import type { CategoryChoice } from './category-choices';
import { type CampaignForm, useCampaignForm } from './use-campaign-form';

type CampaignBuilderProps = {
  /** Null makes another. */
  campaign: AdminCampaign | null;
  /** What the fields begin with. */
  start: CampaignDraft;
  categories: CategoryChoice[];
  /** Whose coupons a shopper may have besides. */
  others: OtherCampaign[];
};

/** All of a campaign, and beside it a cart that shows what its coupons would do as it stands in the form. */
export function CampaignBuilder({ campaign, start, categories, others }: CampaignBuilderProps) {
  const form = useCampaignForm({ campaign, start });
  return (
    <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_25rem]">
      <form
        ref={form.formRef}
        onSubmit={(event) => {
          event.preventDefault();
          form.save(campaign?.status ?? 'DRAFT');
        }}
        noValidate
        className="contents"
      >
        <div className="grid grid-cols-1 gap-5">
          <Refusal form={form} />
          <Card>
            <CampaignName form={form} />
          </Card>
          <Card>
            <CampaignBenefit form={form} categories={categories} />
          </Card>
          <Card>
            <CampaignIssue form={form} />
          </Card>
          <Card>
            <CampaignUse form={form} />
          </Card>
        </div>
        <SaveBar form={form} />
      </form>
      <Card className="xl:sticky xl:top-20 xl:max-h-[calc(100dvh-10rem)] xl:overflow-y-auto">
        <CampaignTrial form={form} others={others} />
      </Card>
    </div>
  );
}

function CampaignName({ form: { draft, change, isRefused } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  const { name } = draft;
  return (
    <CardSection title={t('basics')}>
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={t('nameKo')} error={isRefused('name.ko') ? t('wrong.name') : null} required>
          <Input
            value={name.ko}
            maxLength={80}
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
            maxLength={80}
            autoComplete="off"
            lang="en"
            onChange={(event) => change({ name: { ...name, en: event.target.value } })}
          />
        </Field>
      </div>
    </CardSection>
  );
}

/** Why nothing was saved; the fields say what they know of it. */
function Refusal({ form: { error, isAnyRefused, letLeave } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  if (error?.code === 'coupon.campaignChanged')
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
  if (isAnyRefused)
    return (
      <Notice tone="danger" title={t('refused')}>
        {t(error?.code === 'coupon.campaignFixed' ? 'refusedFixed' : 'refusedFields')}
      </Notice>
    );
  const isAtField = error && fieldCodes.includes(error.code);
  if (!error || isAtField) return null;
  return (
    <Notice tone="danger" title={t('refused')}>
      {t(error.code === 'http.unauthenticated' || error.code === 'http.forbidden' ? 'signIn' : 'refusedOther')}
    </Notice>
  );
}

/** What was told at a field, and may be right again. */
const fieldCodes = [
  'http.badInput',
  'coupon.campaignInvalid',
  'coupon.codeTaken',
  'coupon.scopeUnknown',
  'coupon.campaignFixed',
];

/** Stays in sight, so that nobody has to look for the way to save a long form. */
function SaveBar({ form: { campaign, isUnsaved, isSaving, save } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  return (
    <div className="sticky bottom-0 z-30 order-last -mx-4 flex flex-wrap max-sm:[&>button]:flex-1 items-center justify-end gap-2 border-t bg-canvas/92 px-4 py-3 backdrop-blur-md sm:-mx-6 sm:px-6 xl:col-span-2">
      <p role="status" className="mr-auto text-muted text-sm empty:hidden max-sm:w-full">
        {isUnsaved && t('unsaved')}
      </p>
      {campaign ? (
        <Button type="submit" size="sm" loading={isSaving}>
          {t('save')}
        </Button>
      ) : (
        <>
          <Button type="submit" variant="secondary" size="sm" loading={isSaving}>
            {t('saveDraft')}
          </Button>
          <Button size="sm" loading={isSaving} onClick={() => save('RUNNING')}>
            {t('start')}
          </Button>
        </>
      )}
    </div>
  );
}
