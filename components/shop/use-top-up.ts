'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useActionState, useEffect, useEffectEvent, useState } from 'react';
import { toast } from 'sonner';
import type { ActionState } from '@/lib/http/define-action';
import { formatWon } from '@/lib/shared/money';

/** `nextKey` makes the next top-up another one; the same key and amount again is the same top-up. */
export type ToppedUp = { amountWon: number; balanceWon: number; nextKey: string };

export type TopUpAction = (previous: ActionState<ToppedUp>, form: FormData) => Promise<ActionState<ToppedUp>>;

/** What a page lets be topped up: by which action, within which bounds, and the key of the first one. */
export type TopUpOffer = { action: TopUpAction; firstKey: string; minWon: number; maxWon: number };

export type TopUp = {
  state: ActionState<ToppedUp>;
  action: (form: FormData) => void;
  key: string;
  minWon: number;
  maxWon: number;
};

/**
 * A top-up and its outcome. Held by what stays on the page: the form itself may be gone with the shortfall that it was for, in the
 * same moment in which the answer arrives.
 */
export function useTopUp({ action: topUp, firstKey, ...bounds }: TopUpOffer): TopUp {
  const t = useTranslations('checkout.topUp');
  const locale = useLocale();
  const [state, action] = useActionState(topUp, { status: 'idle' });
  // A page that is rendered anew brings another key; one that was used stays, or what is being checked would be charged again.
  const [key] = useState(firstKey);
  const tellDone = useEffectEvent(({ amountWon, balanceWon }: ToppedUp) => {
    toast.success(t('done', { amount: formatWon(amountWon, locale), balance: formatWon(balanceWon, locale) }));
  });
  useEffect(() => {
    if (state.status === 'done') tellDone(state.value);
  }, [state]);
  return { state, action, key: state.status === 'done' ? state.value.nextKey : key, ...bounds };
}
