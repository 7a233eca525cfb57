'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { campaignKey, useGrants } from '@/components/queries/campaigns';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Pill, type Tone } from '@/components/ui/pill';
import { Progress } from '@/components/ui/progress';
import { RadioChip, RadioGroup } from '@/components/ui/radio-group';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { type AdminCampaign, type GrantView, grantBatchSize } from '@/lib/coupons/admin-model';
import type { ActionState } from '@/lib/http/define-action';
import { type Tier, tiers } from '@/lib/identity/model';
import type { Page } from '@/lib/shared/pagination';
import { type Granted, grantCouponsByForm } from './campaign-actions';

type CampaignGrantsProps = { campaign: AdminCampaign; rendered: Page<GrantView> };

/** Gives a campaign's coupon to a tier or to people by name, and shows what was given so far. */
export function CampaignGrants({ campaign, rendered }: CampaignGrantsProps) {
  const t = useTranslations('admin.coupons.grants');
  const { data: grants } = useGrants(campaign.id, rendered);
  return (
    <div className="grid grid-cols-1 gap-5">
      {campaign.status === 'RUNNING' ? (
        <GrantForm campaignId={campaign.id} />
      ) : (
        <p className="text-muted text-sm">{t('closed')}</p>
      )}
      {grants.items.length > 0 && (
        <ul aria-label={t('list')} className="grid grid-cols-1 gap-4">
          {grants.items.map((grant) => (
            <li key={grant.id}>
              <Grant grant={grant} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const ways = ['toTier', 'toList'] as const;

function GrantForm({ campaignId }: { campaignId: string }) {
  const t = useTranslations('admin.coupons.grants');
  const tTier = useTranslations('admin.orders.tier');
  const [way, setWay] = useState<(typeof ways)[number]>('toTier');
  const [tier, setTier] = useState<Tier>('VIP');
  const [people, setPeople] = useState('');
  const { give, isGiving, error, unknown } = useGrant(campaignId);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await give({ people })) setPeople('');
  };
  return (
    <form noValidate onSubmit={submit} className="grid grid-cols-1 gap-4">
      <RadioGroup
        label={t('to')}
        labelHidden
        value={way}
        onValueChange={(value) => setWay(value as typeof way)}
        className="flex flex-wrap"
      >
        {ways.map((one) => (
          <RadioChip key={one} value={one} label={t(one)} />
        ))}
      </RadioGroup>
      {way === 'toTier' ? (
        <Field label={t('tier')} error={error}>
          <Select size="sm" value={tier} onChange={(event) => setTier(event.target.value as Tier)}>
            {tiers.map((one) => (
              <option key={one} value={one}>
                {tTier(one)}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <Field label={t('people')} hint={t('peopleHint', { most: grantBatchSize })} error={error} required>
          <Textarea rows={4} value={people} spellCheck={false} onChange={(event) => setPeople(event.target.value)} />
        </Field>
      )}
      {unknown.length > 0 && (
        <Notice tone="warning">{t('unknown', { count: unknown.length, names: shortened(unknown) })}</Notice>
      )}
      {way === 'toTier' ? (
        <ConfirmDialog
          trigger={
            <Button variant="outline" size="sm" loading={isGiving} className="justify-self-start">
              {t('give')}
            </Button>
          }
          title={t('giveTitle', { tier: tTier(tier) })}
          description={t('giveBody', { tier: tTier(tier) })}
          confirmLabel={t('give')}
          tone="primary"
          onConfirm={async () => {
            await give({ tier });
          }}
        />
      ) : (
        <Button type="submit" variant="outline" size="sm" loading={isGiving} className="justify-self-start">
          {t('give')}
        </Button>
      )}
    </form>
  );
}

/** Names that are told in full. */
const shownNamesMax = 5;

function shortened(names: string[]): string {
  const shown = names.slice(0, shownNamesMax).join(', ');
  return names.length > shownNamesMax ? `${shown} …` : shown;
}

/** Gives, tells what came of it, and says whether anybody got one. */
function useGrant(campaignId: string) {
  const t = useTranslations('admin.coupons.grants');
  const queries = useQueryClient();
  const [isGiving, setGiving] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [unknown, setUnknown] = useState<string[]>([]);
  const tell = (result: ActionState<Granted> | null): boolean => {
    if (result?.status !== 'done') {
      setError(t(failureKey(result), { most: grantBatchSize }));
      return false;
    }
    const { grant } = result.value;
    setUnknown(result.value.unknown);
    if (!grant) {
      setError(t('nobody'));
      return false;
    }
    const { issued, skipped, state } = grant;
    if (state === 'RUNNING') toast.success(t('started'));
    else toast.success(skipped > 0 ? t('doneSkipped', { issued, skipped }) : t('done', { issued }));
    return true;
  };
  const give = async (to: { tier: Tier } | { people: string }): Promise<boolean> => {
    setError(null);
    setUnknown([]);
    if ('people' in to && to.people.trim() === '') {
      setError(t('missing'));
      return false;
    }
    setGiving(true);
    const form = new FormData();
    form.set('campaignId', campaignId);
    for (const [name, value] of Object.entries(to)) form.set(name, value);
    const result = await grantCouponsByForm({ status: 'idle' }, form).catch(() => null);
    setGiving(false);
    await queries.invalidateQueries({ queryKey: campaignKey(campaignId) });
    return tell(result);
  };
  return { give, isGiving, error, unknown };
}

function failureKey(result: ActionState<Granted> | null) {
  if (result?.status !== 'failed') return 'failed';
  const { code } = result.error;
  if (code === 'coupon.soldOut') return 'soldOut';
  if (code === 'coupon.notOpen') return 'notOpen';
  return code === 'http.badInput' ? 'tooMany' : 'failed';
}

const grantTones = {
  RUNNING: 'info',
  DONE: 'success',
  SOLD_OUT: 'warning',
  CLOSED: 'warning',
} as const satisfies Record<GrantView['state'], Tone>;

function Grant({ grant: { to, state, wanted, issued, skipped, startedAt } }: { grant: GrantView }) {
  const t = useTranslations('admin.coupons.grants');
  const tTier = useTranslations('admin.orders.tier');
  return (
    <div className="grid grid-cols-1 gap-1 text-sm">
      <p className="flex flex-wrap items-center justify-between gap-x-4">
        <span className="flex items-center gap-2 font-medium">
          {'tier' in to ? tTier(to.tier) : t('peopleCount', { count: to.people })}
          <Pill tone={grantTones[state]} dot={state === 'RUNNING'}>
            {t(`state.${state}`)}
          </Pill>
        </span>
        <RelativeTime at={startedAt} className="text-faint text-xs" />
      </p>
      <p className="text-muted text-xs tabular-nums">
        {t('progress', { wanted, issued })}
        {skipped > 0 && ` · ${t('skipped', { count: skipped })}`}
      </p>
      {state === 'RUNNING' && <Progress label={t('list')} value={issued + skipped} max={wanted} />}
    </div>
  );
}
