'use client';

import { TopUpForm } from './top-up-form';
import { type TopUpAction, useTopUp } from './use-top-up';

/** The top-up of the wallet's own page: empty again after each one. */
export function WalletTopUp({ topUp: topUpWallet, topUpKey }: { topUp: TopUpAction; topUpKey: string }) {
  const topUp = useTopUp(topUpWallet, topUpKey);
  return <TopUpForm key={topUp.key} topUp={topUp} />;
}
