import { z } from 'zod';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { Text } from '@/lib/shared/text';

export const roles = ['SHOPPER', 'ADMIN'] as const;
export type Role = (typeof roles)[number];

export const tiers = ['BRONZE', 'SILVER', 'GOLD', 'VIP'] as const;
export type Tier = (typeof tiers)[number];

/** Who asks. Passed into every use case, which checks what this person may do. */
export type Actor = { userId: string; role: Role; tier: Tier };

/** Who did it, as facts record it. */
export type DoneBy = { kind: 'CUSTOMER' | 'ADMIN'; userId: string } | { kind: 'SYSTEM'; userId: null };

export const doneBySystem: DoneBy = { kind: 'SYSTEM', userId: null };

/** The same person acts as a customer in the shop and as an admin in the back office. */
export function doneBy(actor: Actor, side: 'CUSTOMER' | 'ADMIN'): DoneBy {
  return { kind: side, userId: actor.userId };
}

/** Trimmed and in lower case, so that one mailbox is one account. */
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** Composed, so that a password typed on a phone and on a Mac is the same. */
const Password = z.string().normalize('NFC').max(200);

/** Korean (`010-1234-5678`) or international (`+82 10 1234 5678`), as typed. */
export const Phone = z
  .string()
  .trim()
  .max(30)
  .regex(/^\+?\(?\d(?:[ .()-]*\d){6,14}$/, 'must be a phone number');

export const SignUp = z.object({
  email: Email,
  password: Password.min(8),
  name: Text(1, 80),
  phone: Phone.optional(),
});
export type SignUp = z.infer<typeof SignUp>;

export const Credentials = z.object({ email: Email, password: Password.min(1) });
export type Credentials = z.infer<typeof Credentials>;

export const ProfileChange = z.object({
  name: Text(1, 80).optional(),
  phone: Phone.nullable().optional(),
  cartReminders: z.boolean().optional(),
  couponReminders: z.boolean().optional(),
});
export type ProfileChange = z.infer<typeof ProfileChange>;

/** Addresses that one user may keep. */
export const addressCountMax = 20;

const addressMembers = {
  recipient: Text(1, 80),
  phone: Phone,
  postalCode: z
    .string()
    .trim()
    .regex(/^\d{5}$/, 'must be five digits'),
  line1: Text(1, 200),
};

/** Where goods go; orders keep a copy of one. */
export const AddressInput = z.object({ ...addressMembers, line2: Text(0, 200).default('') });
export type AddressInput = z.infer<typeof AddressInput>;

export const AddressChange = z.object({ ...addressMembers, line2: Text(0, 200) }).partial();
export type AddressChange = z.infer<typeof AddressChange>;

export const AddressParams = z.object({ id: z.uuid() });

export const AddressView = z
  .object({
    id: z.string(),
    recipient: z.string(),
    phone: z.string(),
    postalCode: z.string(),
    line1: z.string(),
    line2: z.string(),
  })
  .meta({ id: 'Address' });
export type AddressView = z.infer<typeof AddressView>;

export const UserView = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    tier: z.enum(tiers),
  })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof UserView>;

/** What a person sees of themselves. */
export const Me = UserView.extend({
  phone: z.string().nullable(),
  /** Whether they get a mail before what lies in their cart is taken out. */
  cartReminders: z.boolean(),
  /** Whether they get a mail before their coupons end. */
  couponReminders: z.boolean(),
}).meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** The answer to a sign-in over the API. */
export const IssuedToken = z.object({ token: z.string(), expiresAt: z.iso.datetime(), user: UserView });

/** A tier that is set is kept until it is given back: null. */
export const UserChange = z
  .object({ tier: z.enum(tiers).nullable(), role: z.enum(roles), blocked: z.boolean() })
  .partial();
export type UserChange = z.infer<typeof UserChange>;

export const UserParams = z.object({ id: z.uuid() });

export const AdminUser = UserView.extend({
  phone: z.string().nullable(),
  /** The nightly recalculation leaves the tier. */
  tierByHand: z.boolean(),
  blocked: z.boolean(),
  blockedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
}).meta({ id: 'AdminUser' });
export type AdminUser = z.infer<typeof AdminUser>;
export const AdminUserPage = pageOf(AdminUser);

/** `q`: a part of the name or the e-mail. */
export const UserQuery = PageQuery.extend({
  q: z.string().trim().max(100).optional(),
  tier: z.enum(tiers).optional(),
  role: z.enum(roles).optional(),
  blocked: z.enum(['true', 'false']).optional(),
});
export type UserQuery = z.infer<typeof UserQuery>;

export type IdentityError =
  | { code: 'identity.emailTaken' }
  | { code: 'identity.badCredentials' }
  | { code: 'identity.tooManyFailures'; retryAfterSeconds: number }
  | { code: 'identity.addressNotFound' }
  | { code: 'identity.addressLimit'; limit: number }
  | { code: 'identity.userNotFound' }
  | { code: 'identity.lastAdmin' };
