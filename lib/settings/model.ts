import { z } from 'zod';

/** The least and the most that each may be; CHECKs say so too. */
export const settingBounds = {
  /** The customer may cancel this long after payment, and before PREPARING; 0 is not at all. */
  cancelWindowMinutes: { min: 0, max: 10_080 },
  /** A cart dies this long after its last change. */
  cartLifetimeHours: { min: 1, max: 720 },
  /** An unpaid order holds its stock and coupons this long. */
  paymentHoldMinutes: { min: 1, max: 1_440 },
  shippingFeeWon: { min: 0, max: 100_000 },
  /** Goods after discounts from which shipping is free; 0 is always. */
  freeShippingFromWon: { min: 0, max: 10_000_000 },
} as const;
export type SettingName = keyof typeof settingBounds;
export const settingNames = Object.keys(settingBounds) as SettingName[];

const within = (name: SettingName) => z.int().min(settingBounds[name].min).max(settingBounds[name].max);

/** What is set for the whole shop. */
export const Settings = z.object({
  cancelWindowMinutes: within('cancelWindowMinutes'),
  cartLifetimeHours: within('cartLifetimeHours'),
  paymentHoldMinutes: within('paymentHoldMinutes'),
  shippingFeeWon: within('shippingFeeWon'),
  freeShippingFromWon: within('freeShippingFromWon'),
});
export type Settings = z.infer<typeof Settings>;

/** What counts until somebody sets something else. */
export const houseSettings: Settings = {
  cancelWindowMinutes: 30,
  cartLifetimeHours: 24,
  paymentHoldMinutes: 10,
  shippingFeeWon: 3_000,
  freeShippingFromWon: 50_000,
};

/** `version` is 0, and `updatedAt` null, as long as nobody has set anything. */
export const SettingsView = Settings.extend({ version: z.int(), updatedAt: z.iso.datetime().nullable() }).meta({
  id: 'Settings',
});
export type SettingsView = z.infer<typeof SettingsView>;

/** What is left out stays as it is. With `version`, only if that is still the present one. */
export const SettingsChange = Settings.partial().extend({ version: z.int().min(0).optional() });
export type SettingsChange = z.infer<typeof SettingsChange>;

export type SettingsError = { code: 'settings.changed'; version: number };
