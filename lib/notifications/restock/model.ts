import { z } from 'zod';
import { Image, searchLengthMax, stockStatuses } from '@/lib/catalog/model';
import { Email } from '@/lib/identity/model';
import { messageStates } from '@/lib/notifications/model';
import { hours, minutes } from '@/lib/shared/clock';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { Text } from '@/lib/shared/text';

export const restockStates = ['PENDING_CONFIRMATION', 'WAITING', 'NOTIFIED', 'ENDED'] as const;
export type RestockState = (typeof restockStates)[number];

/** What can happen to a subscription, and in which states. */
export const restockActions = {
  confirm: ['PENDING_CONFIRMATION'],
  tell: ['WAITING'],
  /** By whoever signed up, or an admin. One that was told is over by itself; ending it takes it off the list. */
  end: ['PENDING_CONFIRMATION', 'WAITING', 'NOTIFIED'],
} as const satisfies Record<string, readonly RestockState[]>;

/** A guest's link to confirm is good for so long; then the sign-up ends by itself. */
export const confirmationMs = hours(48);
/** An address is asked once about a variant, and again after this, however often somebody signs it up. */
export const confirmationPauseMs = minutes(10);
/** Between the end of a variant's wave and the beginning of its next. */
export const wavePauseMs = minutes(30);
/** The most that one wave tells, however much came in. */
export const waveSizeMax = 10_000;
/** Bought within so long after its message, a subscription has led to a sale. */
export const conversionMs = hours(48);

export type RestockError =
  | { code: 'restock.alreadySubscribed' }
  | { code: 'restock.inStock' }
  | { code: 'restock.notFound' }
  | { code: 'restock.unknownLink' }
  | { code: 'restock.linkExpired' }
  | { code: 'restock.tooManySignUps'; retryAfterSeconds: number };

/** Where mails lead; made by lib/http/restock-links. The last three carry a signed token, so that nobody needs to sign in. */
export type RestockLinks = {
  product: (slug: string) => string;
  confirm: (subscriptionId: string) => string;
  end: (subscriptionId: string) => string;
  /** Takes the POST of a mail program's own button (RFC 8058). */
  endAll: (subscriptionId: string) => string;
};

/** The variant that a message, a page or a list is about, in the reader's language. */
export type RestockVariant = {
  productSlug: string;
  productName: string;
  options: Record<string, string>;
};

export const RestockSignUp = z.object({
  variantId: z.uuid(),
  /** A member's own when left out; any other has to be confirmed by mail. */
  email: Email.optional(),
});
export type RestockSignUp = z.infer<typeof RestockSignUp>;

/** The answer to a sign-up. For an address that is yet to be confirmed it is the same whatever is known of the address. */
export const SignedUp = z
  .object({
    /** Null while the address is to be confirmed. */
    id: z.string().nullable(),
    variantId: z.string(),
    email: z.string(),
    state: z.enum(['PENDING_CONFIRMATION', 'WAITING']),
  })
  .meta({ id: 'RestockSignedUp' });
export type SignedUp = z.infer<typeof SignedUp>;

export const RestockParams = z.object({ id: z.uuid() });

const subscriptionMembers = {
  id: z.string(),
  variantId: z.string(),
  productId: z.string(),
  productSlug: z.string(),
  productName: z.string(),
  options: z.record(z.string(), z.string()),
  image: Image.nullable(),
  email: z.string(),
  state: z.enum(restockStates),
  createdAt: z.iso.datetime(),
  /** Since when it stands in the line. */
  waitingSince: z.iso.datetime().nullable(),
  notifiedAt: z.iso.datetime().nullable(),
};

export const MyRestock = z
  .object({ ...subscriptionMembers, stockStatus: z.enum(stockStatuses) })
  .meta({ id: 'RestockSubscription' });
export type MyRestock = z.infer<typeof MyRestock>;
export const MyRestockPage = pageOf(MyRestock);

// What the back office reads

export const RestockRow = z
  .object({
    ...subscriptionMembers,
    sku: z.string(),
    user: z.object({ id: z.string(), name: z.string() }).nullable(),
    endedAt: z.iso.datetime().nullable(),
    waveNumber: z.int().nullable(),
    /** The latest that was written to it: its confirmation, later what told it. */
    message: z
      .object({
        id: z.string(),
        state: z.enum(messageStates),
        captured: z.boolean(),
        attempts: z.int(),
        lastError: z.string().nullable(),
        sentAt: z.iso.datetime().nullable(),
      })
      .nullable(),
    /** Whether the variant was bought within 48 hours of the message, by the member or an account with the address. */
    hasBought: z.boolean(),
  })
  .meta({ id: 'AdminRestockSubscription' });
export type RestockRow = z.infer<typeof RestockRow>;
export const RestockPage = pageOf(RestockRow);

export const RestockQuery = PageQuery.extend({
  state: z.enum(restockStates).optional(),
  variantId: z.uuid().optional(),
  /** A part of an address, a product's name or a SKU. */
  q: Text(0, searchLengthMax).optional(),
});
export type RestockQuery = z.infer<typeof RestockQuery>;

export const RestockVariantRow = z
  .object({
    variantId: z.string(),
    productSlug: z.string(),
    productName: z.string(),
    sku: z.string(),
    options: z.record(z.string(), z.string()),
    image: Image.nullable(),
    availableUnits: z.int(),
    waitingCount: z.int(),
    pendingCount: z.int(),
    notifiedCount: z.int(),
    /** Since when the first in line has waited. */
    waitingSince: z.iso.datetime().nullable(),
  })
  .meta({ id: 'RestockVariant' });
export type RestockVariantRow = z.infer<typeof RestockVariantRow>;
export const RestockVariantPage = pageOf(RestockVariantRow);

export const waveEnds = ['COMPLETE', 'SOLD_OUT'] as const;
export type WaveEnd = (typeof waveEnds)[number];

export const RestockWaveRow = z
  .object({
    id: z.string(),
    variantId: z.string(),
    productName: z.string(),
    sku: z.string(),
    options: z.record(z.string(), z.string()),
    number: z.int(),
    /** Units that could be bought when it began. */
    availableUnits: z.int(),
    size: z.int(),
    notifiedCount: z.int(),
    boughtCount: z.int(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    endedBy: z.enum(waveEnds).nullable(),
  })
  .meta({ id: 'RestockWave' });
export type RestockWaveRow = z.infer<typeof RestockWaveRow>;
export const RestockWavePage = pageOf(RestockWaveRow);

export const RestockWaveQuery = PageQuery.extend({ variantId: z.uuid().optional() });
export type RestockWaveQuery = z.infer<typeof RestockWaveQuery>;

export type RestockCounts = Record<RestockState, number>;

/** Of those told in the last 30 days. */
export type RestockConversion = { notifiedCount: number; boughtCount: number };
