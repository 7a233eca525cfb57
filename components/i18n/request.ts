import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { localeCookie, timeZoneCookie } from '@/components/preferences/preferences';
import { houseTimeZone, isTimeZone } from '@/lib/shared/calendar';
import { now } from '@/lib/shared/clock';
import { isLocale, localeFromHeader } from '@/lib/shared/locale';
import { messagesOf } from './messages';

/** Language: the cookie, else what the browser asks for, else Korean. Addresses carry no locale. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const chosen = jar.get(localeCookie)?.value;
  const locale = isLocale(chosen) ? chosen : localeFromHeader(head.get('accept-language'));
  const timeZone = jar.get(timeZoneCookie)?.value;
  return {
    locale,
    messages: messagesOf(locale),
    timeZone: isTimeZone(timeZone) ? timeZone : houseTimeZone,
    now: now(),
  };
});
