'use server';

import { cookies } from 'next/headers';
import { isTimeZone } from '@/lib/shared/calendar';
import { isLocale } from '@/lib/shared/locale';
import { isTheme, localeCookie, preferenceCookieOptions, themeCookie, timeZoneCookie } from './preferences';

/** Writing a cookie in an action makes Next render the page anew, in what was chosen. Anything that is not a choice is ignored. */
export async function chooseLocale(locale: string): Promise<void> {
  if (isLocale(locale)) await keep(localeCookie, locale);
}

export async function chooseTheme(theme: string): Promise<void> {
  if (isTheme(theme)) await keep(themeCookie, theme);
}

export async function chooseTimeZone(timeZone: string): Promise<void> {
  if (isTimeZone(timeZone)) await keep(timeZoneCookie, timeZone);
}

async function keep(name: string, value: string): Promise<void> {
  const jar = await cookies();
  jar.set(name, value, preferenceCookieOptions);
}
