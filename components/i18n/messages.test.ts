import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';
import { locales } from '@/lib/shared/locale';
import { messagesOf } from './messages';

type Tree = { [key: string]: string | Tree };

test.each(locales)('%s has exactly the keys of Korean', (locale) => {
  expect(Object.keys(flatten(messagesOf(locale))).sort()).toEqual(Object.keys(flatten(messagesOf('ko'))).sort());
});

test.each(locales)('%s has no empty text', (locale) => {
  const empty = Object.entries(flatten(messagesOf(locale))).filter(([, text]) => text.trim() === '');
  expect(empty).toEqual([]);
});

test('both languages of a text take the same arguments', () => {
  const english = flatten(messagesOf('en'));
  const different = Object.entries(flatten(messagesOf('ko'))).filter(
    ([key, text]) => argumentsOf(text).join() !== argumentsOf(english[key] ?? '').join(),
  );
  expect(different).toEqual([]);
});

test('English texts hold no Korean left over', () => {
  const korean = Object.entries(flatten(messagesOf('en'))).filter(
    ([key, text]) => /[가-힣]/.test(text) && !mayBeKorean.has(key),
  );
  expect(korean).toEqual([]);
});

/** The shop's own name is written in both scripts. */
const mayBeKorean = new Set(['common.brand.name', 'common.brand.wordmark', 'common.locale.ko']);

function flatten(tree: Tree, path: string[] = []): Record<string, string> {
  return Object.entries(tree).reduce<Record<string, string>>((flat, [key, value]) => {
    if (typeof value === 'string') flat[[...path, key].join('.')] = value;
    else Object.assign(flat, flatten(value, [...path, key]));
    return flat;
  }, {});
}

/** Names of ICU arguments and of rich-text tags, those inside branches too, sorted: `{count, plural, other {#}}` → `count`. */
function argumentsOf(text: string): string[] {
  const names = new Set<string>();
  const visit = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value);
      if (element.type === TYPE.select || element.type === TYPE.plural) {
        for (const branch of Object.values(element.options)) visit(branch.value);
      }
      if (element.type === TYPE.tag) visit(element.children);
    }
  };
  visit(parse(text));
  return [...names].sort();
}
