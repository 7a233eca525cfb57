import type { Locale } from '@/lib/shared/locale';

/** Why a row is bad, by its code; `{…}` is filled in from the problem's detail. */
const sentences = {
  cellCount: {
    ko: '칸이 {found}개입니다. 머리글은 {expected}개입니다.',
    en: 'There are {found} cells where the header has {expected}.',
  },
  required: { ko: '비워 둘 수 없습니다.', en: 'Must not be empty.' },
  requiredForNew: { ko: '새로 만들 때는 꼭 필요합니다.', en: 'Is needed for what is new.' },
  tooLong: { ko: '{max}자를 넘습니다.', en: 'Is longer than {max} characters.' },
  notASlug: {
    ko: '소문자, 숫자와 하나씩의 붙임표만 쓸 수 있고, 상점이 쓰는 주소는 안 됩니다.',
    en: 'Must be lower-case letters, digits and single hyphens, and no address that the shop itself uses.',
  },
  controlCharacters: { ko: '쓸 수 없는 문자가 있습니다.', en: 'Has characters that can’t be used.' },
  notANumber: { ko: '0 이상의 정수여야 합니다.', en: 'Must be a whole number.' },
  outOfRange: { ko: '{min}에서 {max} 사이여야 합니다.', en: 'Must be from {min} to {max}.' },
  notOneOf: { ko: '{values} 가운데 하나여야 합니다.', en: 'Must be one of {values}.' },
  notOptions: {
    ko: '“색상=백자; 크기=소”처럼 써야 하고, 이름은 한 번씩만 쓸 수 있습니다.',
    en: 'Must be written as “Colour=White; Size=Small”, each name once.',
  },
  tooManyOptions: { ko: '옵션은 {max}개까지입니다.', en: 'Has more than {max} options.' },
  optionsUnpaired: {
    ko: '한국어 옵션과 개수, 순서가 같아야 합니다.',
    en: 'Must have an entry for each Korean option, in the same order.',
  },
  skuTwice: { ko: '{line}행에도 있는 SKU입니다.', en: 'This SKU is also on line {line}.' },
  skuElsewhere: { ko: '다른 상품({slug})의 SKU입니다.', en: 'This SKU belongs to another product, {slug}.' },
  unknownCategory: { ko: '없는 카테고리입니다.', en: 'There is no such category.' },
  differs: {
    ko: '같은 상품의 다른 행({line}행)과 다릅니다.',
    en: 'Says something else than line {line} of the same product.',
  },
  compareAtNotAbove: { ko: '판매가({priceWon}원)보다 높아야 합니다.', en: 'Must be above the price, ₩{priceWon}.' },
  safetyOrder: { ko: '최소 수량({min})보다 작을 수 없습니다.', en: 'Must not be below the minimum, {min}.' },
  optionsDiffer: {
    ko: '같은 상품의 다른 옵션({sku})과 옵션 이름이 다릅니다.',
    en: 'Must name the same options as {sku} of this product.',
  },
  optionsTwice: {
    ko: '{sku}와 옵션이 같아 구별할 수 없습니다.',
    en: 'Can’t be told apart from {sku}: the options are the same.',
  },
  variantLimit: { ko: '한 상품의 옵션은 {max}개까지입니다.', en: 'The product would have more than {max} variants.' },
  noActiveVariant: {
    ko: '판매 중인 상품에는 판매 중인 옵션이 있어야 합니다.',
    en: 'A product on sale needs an active variant.',
  },
  changedMeanwhile: {
    ko: '파일을 확인한 뒤에 다른 곳에서 바뀌었습니다. 파일을 다시 올려 확인해 주세요.',
    en: 'Was changed elsewhere since the file was checked. Upload it again to see what it does now.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export type ProblemCode = keyof typeof sentences;

/** What to tell people of a problem. */
export function problemText(code: ProblemCode, detail: Record<string, string | number>, locale: Locale): string {
  return sentences[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = detail[name];
    return typeof value === 'number' && name !== 'line' ? value.toLocaleString('en-US') : String(value ?? '');
  });
}
