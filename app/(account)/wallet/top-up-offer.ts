import type { TopUpOffer } from '@/components/shop/use-top-up';
import { newId } from '@/lib/shared/ids';
import { topUpWonMax, topUpWonMin } from '@/lib/wallet/model';
import { topUpWallet } from './actions';

/** What any page lets be topped up. Made anew with the page, so that its first top-up is another one than the last page's. */
export function topUpOffer(): TopUpOffer {
  return { action: topUpWallet, firstKey: newId(), minWon: topUpWonMin, maxWon: topUpWonMax };
}
