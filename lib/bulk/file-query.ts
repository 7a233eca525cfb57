import { z } from 'zod';
import { houseTimeZone, isTimeZone } from '@/lib/shared/calendar';
import { locales } from '@/lib/shared/locale';

/** In which language, and by which clocks, a file for people is written. */
export const FileQuery = z.object({
  language: z.enum(locales).optional(),
  timeZone: z.string().refine(isTimeZone, 'must be a time zone').default(houseTimeZone),
});
