/** Languages of the shop, the first being the one that is always complete. */
export const locales = ['ko', 'en'] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = 'ko';

/** A text in the shop's languages; Korean is always there. */
export type Localized = { ko: string; en?: string | undefined };

export function localize(text: Localized, locale: Locale): string {
  return text[locale] ?? text.ko;
}

/** The best of our languages for an `Accept-Language` header. */
export function localeFromHeader(header: string | null): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality = 'q=1'] = part.trim().split(';');
      return { language: tag.trim().slice(0, 2).toLowerCase(), quality: Number(quality.trim().replace('q=', '')) || 0 };
    })
    .sort((a, b) => b.quality - a.quality);
  return locales.find((locale) => locale === wanted.find((one) => isLocale(one.language))?.language) ?? defaultLocale;
}

export function isLocale(text: string | undefined): text is Locale {
  return locales.some((locale) => locale === text);
}
