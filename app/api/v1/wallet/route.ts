import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';
import { WalletView } from '@/lib/wallet/model';
import { findBalance } from '@/lib/wallet/queries';

export const GET = defineRoute(
  { name: 'readWallet', summary: 'My balance', response: WalletView, actor: 'customer' },
  async ({ tx, actor }) => ok({ balanceWon: await findBalance(tx, actor.userId) }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
