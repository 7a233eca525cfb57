import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { WalletEntryView, WalletFilter } from '@/lib/wallet/model';
import { listWalletEntries } from '@/lib/wallet/queries';

export const GET = defineRoute(
  {
    name: 'listWalletEntries',
    summary: 'My statement, newest first',
    query: PageQuery.extend(WalletFilter.shape),
    response: pageOf(WalletEntryView),
    actor: 'customer',
  },
  ({ tx, actor, query }) => listWalletEntries(tx, { userId: actor.userId, ...query }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
