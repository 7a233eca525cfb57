'use client';

import { useTranslations } from 'next-intl';
import { CardSection } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioChip, RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import type { AdminCampaign } from '@/lib/coupons/admin-model';
import { abusePolicies, type IssueOccasion, issueOccasions, issueWays } from '@/lib/coupons/model';
import { tiers } from '@/lib/identity/model';
import type { CampaignForm } from './use-campaign-form';

/** Who gets a coupon, how, when, and how many there are. */
export function CampaignIssue({ form }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  return (
    <CardSection title={t('issue')}>
      <div className="grid grid-cols-1 gap-6">
        <Way form={form} />
        <Tiers form={form} />
        <Window form={form} />
        <Limits form={form} />
        <Abuse form={form} />
      </div>
    </CardSection>
  );
}

function Way({ form: { draft, change, isRefused, isPromised, error } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons');
  return (
    <div className="grid grid-cols-1 gap-3">
      <RadioGroup
        label={t('builder.way')}
        value={draft.way}
        disabled={isPromised}
        onValueChange={(way) => change({ way: way as AdminCampaign['issue']['way'] })}
        className="flex flex-wrap"
      >
        {issueWays.map((way) => (
          <RadioChip key={way} value={way} label={t(`way.${way}`)} />
        ))}
      </RadioGroup>
      <p className="text-[0.8125rem] text-faint">
        {isPromised ? t('builder.wayFixed') : t(`builder.wayHint.${draft.way}`)}
      </p>
      {draft.way === 'CLAIM' && (
        <Checkbox
          checked={draft.queue}
          onChange={(event) => change({ queue: event.target.checked })}
          label={t('builder.queue')}
          hint={t('builder.queueHint')}
        />
      )}
      {draft.way === 'CODE' && (
        <Field
          label={t('builder.code')}
          hint={t('builder.codeHint')}
          error={
            isRefused('issue.code')
              ? t(error?.code === 'coupon.codeTaken' ? 'builder.wrong.codeTaken' : 'builder.wrong.code')
              : null
          }
          optional
          className="max-w-sm"
        >
          <Input
            value={draft.code}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => change({ code: event.target.value })}
          />
        </Field>
      )}
      {draft.way === 'AUTO' && (
        <Field label={t('builder.on')} hint={t(`builder.onHint.${draft.on}`)} className="max-w-sm">
          <Select value={draft.on} onChange={(event) => change({ on: event.target.value as IssueOccasion })}>
            {issueOccasions.map((on) => (
              <option key={on} value={on}>
                {t(`occasion.${on}`)}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  );
}

function Tiers({ form: { draft, change } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  const tTier = useTranslations('admin.orders.tier');
  const { tiers: chosen } = draft;
  return (
    <fieldset>
      <legend className="font-medium text-sm">{t('tiers')}</legend>
      <p className="text-[0.8125rem] text-faint">{t('tiersHint')}</p>
      <div className="mt-1 flex flex-wrap gap-x-6">
        {tiers.map((tier) => (
          <Checkbox
            key={tier}
            checked={chosen.includes(tier)}
            // In the tiers' own order, so that choosing and unchoosing changes nothing.
            onChange={(event) =>
              change({ tiers: tiers.filter((one) => (one === tier ? event.target.checked : chosen.includes(one))) })
            }
            label={tTier(tier)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Window({ form: { draft, change, isRefused, timeZone } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <Field
        label={t('opensAt')}
        hint={t('opensHint', { zone: timeZone })}
        error={isRefused('issue.opensAt') ? t('wrong.time') : null}
      >
        <Input
          type="datetime-local"
          value={draft.opensAt}
          onChange={(event) => change({ opensAt: event.target.value })}
        />
      </Field>
      <Field
        label={t('closesAt')}
        hint={t('closesHint')}
        error={isRefused('issue.closesAt') ? t('wrong.closesAt') : null}
      >
        <Input
          type="datetime-local"
          value={draft.closesAt}
          min={draft.opensAt || undefined}
          onChange={(event) => change({ closesAt: event.target.value })}
        />
      </Field>
    </div>
  );
}

function Limits({ form: { draft, campaign, change, isRefused } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  const issued = campaign?.issuedCount ?? 0;
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <Field
        label={t('quantity')}
        hint={issued > 0 ? t('quantityIssued', { count: issued }) : t('quantityHint')}
        error={isRefused('issue.quantity') ? t('wrong.quantity', { least: Math.max(1, issued) }) : null}
      >
        <Input
          value={draft.quantity}
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          placeholder={t('quantityNone')}
          after={<span className="pr-2">{t('coupons')}</span>}
          onChange={(event) => change({ quantity: event.target.value })}
        />
      </Field>
      <Field
        label={t('perUser')}
        error={isRefused('issue.perUser') ? t(draft.queue ? 'wrong.perUserQueue' : 'wrong.perUser') : null}
        required
      >
        <Input
          value={draft.perUser}
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          after={<span className="pr-2">{t('coupons')}</span>}
          onChange={(event) => change({ perUser: event.target.value })}
        />
      </Field>
    </div>
  );
}

function Abuse({ form: { draft, change } }: { form: CampaignForm }) {
  const t = useTranslations('admin.coupons.builder');
  return (
    <Field label={t('abusePolicy')} hint={t(`abuseHint.${draft.abusePolicy}`)}>
      <Select
        value={draft.abusePolicy}
        onChange={(event) => change({ abusePolicy: event.target.value as AdminCampaign['abusePolicy'] })}
      >
        {abusePolicies.map((policy) => (
          <option key={policy} value={policy}>
            {t(`abuse.${policy}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
