import { z } from 'zod';

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

export const UserView = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  tier: z.enum(tiers),
});
export type UserView = z.infer<typeof UserView>;

/** What a person sees of themselves. */
export const Me = UserView.extend({ phone: z.string().nullable() });
export type Me = z.infer<typeof Me>;

export type IdentityError =
  | { code: 'identity.emailTaken' }
  | { code: 'identity.badCredentials' }
  | { code: 'identity.tooManyFailures'; retryAfterSeconds: number }
  | { code: 'identity.addressNotFound' }
  | { code: 'identity.addressLimit'; limit: number };
