import { required } from './invariant';
import type { Locale } from './locale';

/** Option names and values of a variant in one language, as `{ "크기": "소" }`. */
export type Options = Record<string, string>;

/**
 * The English of options as it is stored, by the Korean name: `{ "크기": ["Size", "Small"] }`. Postgres puts the keys of a jsonb object
 * into an order of its own; under the same keys, both languages have the same positions.
 */
export type PairedOptions = Record<string, [name: string, value: string]>;

/** Puts the English entries, one for each Korean one, under the names that they translate; null where there is nothing to translate. */
export function pairOptions(options: Options, optionsEn: Options | null | undefined): PairedOptions | null {
  const [names, english] = [Object.keys(options), Object.entries(optionsEn ?? {})];
  if (english.length === 0) return null;
  return Object.fromEntries(names.map((name, index) => [name, required(english[index], `the English of ${name}`)]));
}

export function englishOptions(optionsEn: PairedOptions | null): Options | null {
  return optionsEn && Object.fromEntries(Object.values(optionsEn));
}

/** Options in the reader's language; Korean, which is always there, stands in for missing English. */
export function localizeOptions(
  { options, optionsEn }: { options: Options; optionsEn: PairedOptions | null },
  locale: Locale,
): Options {
  return locale === 'en' ? (englishOptions(optionsEn) ?? options) : options;
}
