'use client';

import { useTranslations } from 'next-intl';
import { CardSection } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioChip, RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import {
  type PartialCancelPolicy,
  partialCancelPolicies,
  type RestorePolicy,
  restorePolicies,
} from '@/lib/coupons/model';
import { Promised } from './campaign-benefit';
import type { CampaignDraft } from './campaign-draft';
import type { CampaignForm } from './use-campaign-form';

const useChoices = ['DAYS', 'UNTIL'] as const satisfies CampaignDraft['useFor'][];

/** How long a coupon is good, and what becomes of it when its order is cancelled. */
export function CampaignUse({ form }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  const { draft, change, isPromised } = form;
  return (
    <CardSection title={t('use')}>
      <Promised form={form} />
      <fieldset disabled={isPromised} className="grid grid-cols-1 gap-6">
        <div className="grid items-start gap-5 sm:grid-cols-[auto_minmax(0,1fr)]">
          <RadioGroup
            label={t('useFor')}
            value={draft.useFor}
            onValueChange={(useFor) => change({ useFor: useFor as CampaignDraft['useFor'] })}
            className="grid-flow-col justify-start"
          >
            {useChoices.map((choice) => (
              <RadioChip key={choice} value={choice} label={t(`useForChoice.${choice}`)} />
            ))}
          </RadioGroup>
          <UseEnd form={form} />
        </div>
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Field label={t('restore')} hint={t(`restoreHint.${draft.restoreOnCancel}`)}>
            <Select
              value={draft.restoreOnCancel}
              onChange={(event) => change({ restoreOnCancel: event.target.value as RestorePolicy })}
            >
              {restorePolicies.map((policy) => (
                <option key={policy} value={policy}>
                  {t(`restorePolicy.${policy}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t('partialCancel')} hint={t(`partialHint.${draft.partialCancelPolicy}`)}>
            <Select
              value={draft.partialCancelPolicy}
              onChange={(event) => change({ partialCancelPolicy: event.target.value as PartialCancelPolicy })}
            >
              {partialCancelPolicies.map((policy) => (
                <option key={policy} value={policy}>
                  {t(`partialPolicy.${policy}`)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      </fieldset>
    </CardSection>
  );
}

function UseEnd({ form: { draft, change, isRefused } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  if (draft.useFor === 'DAYS')
    return (
      <Field label={t('useDays')} error={isRefused('use') ? t('wrong.useDays') : null} required>
        <Input
          value={draft.useDays}
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          after={<span className="pr-2">{t('days')}</span>}
          onChange={(event) => change({ useDays: event.target.value })}
        />
      </Field>
    );
  return (
    <Field label={t('useUntil')} error={isRefused('use') ? t('wrong.useUntil') : null} required>
      <Input
        type="datetime-local"
        value={draft.useUntil}
        min={draft.opensAt || undefined}
        onChange={(event) => change({ useUntil: event.target.value })}
      />
    </Field>
  );
}
