/** What a visitor chose about the page itself. Kept in cookies, so that the server renders it right at once (no flash). */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const localeCookie = 'NEXT_LOCALE';
export const themeCookie = 'MARU_THEME';
export const timeZoneCookie = 'MARU_ZONE';

export const preferenceCookieOptions = { path: '/', sameSite: 'lax', maxAge: 60 * 60 * 24 * 365 } as const;

export function isTheme(text: string | undefined): text is Theme {
  return themes.some((theme) => theme === text);
}
