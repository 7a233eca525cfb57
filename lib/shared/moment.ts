import { z } from 'zod';

/** A day (from midnight UTC) or a moment, given on as the moment's ISO text. The years are those that Postgres reads without a word about the era. */
export const Moment = z.iso
  .datetime({ offset: true })
  .or(z.iso.date())
  .transform((text) => new Date(text))
  .refine((date) => 1970 <= date.getUTCFullYear() && date.getUTCFullYear() <= 9999, 'must be between 1970 and 9999')
  .transform((date) => date.toISOString());
