'use client';

import { useRouter } from 'next/navigation';
import { useTimeZone, useTranslations } from 'next-intl';
import { startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { AdminCampaign } from '@/lib/coupons/admin-model';
import type { CampaignStatus } from '@/lib/coupons/model';
import type { ActionState } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { houseTimeZone } from '@/lib/shared/calendar';
import { saveCampaign } from './campaign-actions';
import { type CampaignDraft, type CampaignPayload, isPromised, payloadOf, stillStands } from './campaign-draft';
import { useLeaveGuard } from './use-leave-guard';

/** What became of a save, and of what. */
type Saving = { result: ActionState<AdminCampaign>; sent: CampaignPayload | null };

const noAnswer: ActionState<AdminCampaign> = {
  status: 'failed',
  error: { code: 'http.unavailable', retryAfterSeconds: 0 },
  fields: [],
  typed: {},
};

type Start = { campaign: AdminCampaign | null; start: CampaignDraft };

/** The builder's campaign as it is typed, and what of it was refused at which field. Once it is saved its page is opened. */
export function useCampaignForm({ campaign, start }: Start) {
  const t = useTranslations('admin.coupons.builder');
  const router = useRouter();
  const timeZone = useTimeZone() ?? houseTimeZone;
  const formRef = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(start);
  const [isSaved, setSaved] = useState(false);
  const isUnsaved = !isSaved && JSON.stringify(draft) !== JSON.stringify(start);
  const letLeave = useLeaveGuard(isUnsaved, t('leave'));
  const payload = payloadOf(draft, { timeZone, saved: campaign });

  const [{ result, sent }, save, isSaving] = useActionState(
    async (_: Saving, status: CampaignStatus): Promise<Saving> => {
      const form = new FormData();
      if (campaign) {
        form.set('campaignId', campaign.id);
        form.set('version', String(campaign.version));
      }
      form.set('campaign', JSON.stringify({ ...payload, status }));
      const answer = await saveCampaign({ status: 'idle' }, form).catch(() => noAnswer);
      if (answer.status === 'done') {
        setSaved(true);
        toast.success(t(campaign ? 'saved' : 'created'));
        router.push(paths.adminCampaign(answer.value.id));
      }
      return { result: answer, sent: payload };
    },
    { result: { status: 'idle' }, sent: null },
  );
  useEffect(() => {
    if (result.status === 'failed') formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [result]);

  const failure = result.status === 'failed' ? result : null;
  const refused = refusedPaths(failure).filter((path) => sent && stillStands(path, sent, payload));
  return {
    formRef,
    campaign,
    draft,
    change: (part: Partial<CampaignDraft>) => setDraft({ ...draft, ...part }),
    timeZone,
    isPromised: isPromised(campaign),
    isUnsaved,
    isSaving: isSaving || isSaved,
    save: (status: CampaignStatus) => {
      if (!isSaving && !isSaved) startTransition(() => save(status));
    },
    letLeave,
    error: failure?.error ?? null,
    isAnyRefused: refused.length > 0,
    isRefused: (path: string) => refused.some((one) => one === path || one.startsWith(`${path}.`)),
  };
}

export type CampaignForm = ReturnType<typeof useCampaignForm>;

/** Where in the payload the fields are that a failure is about. */
function refusedPaths(failure: Extract<ActionState, { status: 'failed' }> | null): string[] {
  const error = failure?.error;
  switch (error?.code) {
    case 'http.badInput':
      return error.errors.map(({ path }) => path.replace(/^campaign\./, ''));
    case 'coupon.campaignInvalid':
      return error.errors.map(({ path }) => path);
    case 'coupon.codeTaken':
      return ['issue.code'];
    case 'coupon.scopeUnknown':
      return ['scope.ids'];
    case 'coupon.campaignFixed':
      return error.members;
    default:
      return [];
  }
}
