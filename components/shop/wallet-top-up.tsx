'use client';

import { TopUpForm } from './top-up-form';
import { type TopUpOffer, useTopUp } from './use-top-up';

/** The top-up of the wallet's own page: empty again after each one. */
export function WalletTopUp({ offer }: { offer: TopUpOffer }) {
  const topUp = useTopUp(offer);
  return <TopUpForm key={topUp.key} topUp={topUp} />;
}
