import { exportWalletEntries } from '@/lib/bulk/export-wallet-entries';
import { defineDownload } from '@/lib/http/define-download';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';
import { WalletFilter } from '@/lib/wallet/model';

export const GET = defineDownload(
  {
    name: 'exportWalletEntries',
    summary: 'My statement as CSV, newest first',
    query: WalletFilter,
    actor: 'customer',
    download: {
      mediaType: 'text/csv',
      description:
        'UTF-8 with a byte order mark, lines end with CRLF. The columns are the time in Seoul, the kind, amount and balance in won, and the order or top-up.',
    },
    fileName: 'wallet.csv',
  },
  async ({ db, actor, query, locale }) => ok(exportWalletEntries(db, { userId: actor.userId, locale, ...query })),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
