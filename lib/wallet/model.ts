import { z } from 'zod';
import { Moment } from '@/lib/shared/moment';
import { amountWonMax } from '@/lib/shared/money';

/** Bounds of one top-up; a CHECK says so too. */
export const topUpWonMin = 1_000;
export const topUpWonMax = 2_000_000;
/** The largest balance a wallet may hold. */
export const balanceWonMax = amountWonMax;

export const TopUpInput = z.object({ amountWon: z.int().min(topUpWonMin).max(topUpWonMax) });

export const WalletView = z.object({ balanceWon: z.int() });

export const transferKinds = ['TOP_UP', 'PAYMENT', 'REFUND', 'ADJUSTMENT'] as const;
export type TransferKind = (typeof transferKinds)[number];

/** Which lines of a statement: of one kind, and of a time, `to` exclusive. */
export const WalletFilter = z.object({
  kind: z.enum(transferKinds).optional(),
  from: Moment.optional(),
  to: Moment.optional(),
});
export type WalletFilter = z.infer<typeof WalletFilter>;

/** One line of a shopper's statement. `referenceId` is the order or top-up that it belongs to. */
export const WalletEntryView = z
  .object({
    id: z.string(),
    kind: z.enum(transferKinds),
    amountWon: z.int(),
    balanceAfterWon: z.int(),
    referenceId: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'WalletEntry' });
export type WalletEntryView = z.infer<typeof WalletEntryView>;

export const ledgerAccounts = ['WALLET', 'SALES', 'TOP_UP_CLEARING', 'ADJUSTMENTS'] as const;

/** One side of a transfer, as the back office sees it. The entries of a transfer sum to zero. */
export const LedgerEntryView = z
  .object({
    id: z.string(),
    transferId: z.string(),
    kind: z.enum(transferKinds),
    account: z.enum(ledgerAccounts),
    amountWon: z.int(),
    /** The shopper's balance afterwards; house accounts have none. */
    balanceAfterWon: z.int().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntryView = z.infer<typeof LedgerEntryView>;

export const TopUpView = z.object({
  id: z.string(),
  amountWon: z.int(),
  status: z.literal('SETTLED'),
  balanceWon: z.int(),
});
export type TopUpView = z.infer<typeof TopUpView>;

export type InsufficientError = { code: 'wallet.insufficient'; balanceWon: number; neededWon: number };

export type WalletError =
  | InsufficientError
  | { code: 'wallet.balanceLimit'; limitWon: number }
  | { code: 'payment.declined'; reason: string }
  | { code: 'payment.pending'; retryAfterSeconds: number };
