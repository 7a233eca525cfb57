import type { z } from 'zod';
import type { Locale } from '@/lib/shared/locale';

type RawIssue = z.core.$ZodRawIssue;
type Words = (typeof words)['en'];

/**
 * What is wrong with a field, as a sentence in the reader's language that is about the field: "Must be a whole number."
 *
 * For zod's own checks, as `error` of a parse. What a schema says itself passes it by: see `sentence`.
 */
export const fieldMessages: Record<Locale, (issue: RawIssue) => string> = {
  ko: (issue) => wordingOf(issue, words.ko),
  en: (issue) => wordingOf(issue, words.en),
};

/** What a schema says in words of its own (`must not be 0`), as a sentence in the reader's language. Sentences stay as they are. */
export function sentence(message: string, locale: Locale): string {
  const ours = locale === 'ko' ? ownWordsInKorean.find(([english]) => english.test(message)) : undefined;
  if (ours) return message.replace(ours[0], ours[1]);
  return /^[a-z].*[^.]$/.test(message) ? `${message.charAt(0).toUpperCase()}${message.slice(1)}.` : message;
}

function wordingOf(issue: RawIssue, t: Words): string {
  if (issue.input === undefined && issue.code !== 'custom') return t.required;
  switch (issue.code) {
    case 'invalid_type':
      return t.types[issue.expected as keyof Words['types']] ?? t.other;
    case 'too_small':
      return t.atLeast[measureOf(issue.origin)](Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return t.atMost[measureOf(issue.origin)](Number(issue.maximum), issue.inclusive !== false);
    case 'invalid_format':
      return t.formats[issue.format as keyof Words['formats']] ?? t.form;
    case 'invalid_value':
      return t.oneOf(issue.values.map(String).join(', '));
    case 'unrecognized_keys':
      return t.unknown(issue.keys.join(', '));
    case 'not_multiple_of':
      return t.multipleOf(Number(issue.divisor));
    default:
      return t.other;
  }
}

function measureOf(origin: string): 'letters' | 'entries' | 'amount' {
  if (origin === 'string') return 'letters';
  return origin === 'array' || origin === 'set' || origin === 'map' ? 'entries' : 'amount';
}

const number = (value: number) => value.toLocaleString('en-US');

const words = {
  en: {
    required: 'Is required.',
    other: 'Is not what can be taken here.',
    form: 'Is not in the form that is needed here.',
    types: {
      string: 'Must be a text.',
      number: 'Must be a number.',
      int: 'Must be a whole number.',
      boolean: 'Must be true or false.',
      array: 'Must be a list.',
      object: 'Must be an object.',
      record: 'Must be an object.',
      date: 'Must be a time.',
      null: 'Must be null.',
    },
    formats: {
      email: 'Must be an e-mail address.',
      uuid: 'Must be an id.',
      url: 'Must be an address as https://shop.example.',
      datetime: 'Must be a time as 2026-01-31T09:00:00Z.',
      date: 'Must be a date as 2026-01-31.',
    },
    atLeast: {
      letters: (least: number) =>
        least === 1 ? 'Must not be empty.' : `Must have ${number(least)} characters or more.`,
      entries: (least: number) => (least === 1 ? 'Must not be empty.' : `Must have ${number(least)} entries or more.`),
      amount: (least: number, inclusive: boolean) =>
        inclusive ? `Must be ${number(least)} or more.` : `Must be more than ${number(least)}.`,
    },
    atMost: {
      letters: (most: number) => `Must have ${number(most)} characters or fewer.`,
      entries: (most: number) => `Must have ${number(most)} entries or fewer.`,
      amount: (most: number, inclusive: boolean) =>
        inclusive ? `Must be ${number(most)} or less.` : `Must be less than ${number(most)}.`,
    },
    oneOf: (values: string) => `Must be one of: ${values}.`,
    unknown: (names: string) => `Has members that are not known here: ${names}.`,
    multipleOf: (divisor: number) => `Must be a multiple of ${number(divisor)}.`,
  },
  ko: {
    required: '꼭 필요한 값입니다.',
    other: '여기에 쓸 수 없는 값입니다.',
    form: '형식이 맞지 않습니다.',
    types: {
      string: '문자열이어야 합니다.',
      number: '숫자여야 합니다.',
      int: '정수여야 합니다.',
      boolean: 'true 또는 false여야 합니다.',
      array: '목록이어야 합니다.',
      object: '객체여야 합니다.',
      record: '객체여야 합니다.',
      date: '시각이어야 합니다.',
      null: 'null이어야 합니다.',
    },
    formats: {
      email: '이메일 주소여야 합니다.',
      uuid: 'id여야 합니다.',
      url: 'https://shop.example 같은 주소여야 합니다.',
      datetime: '2026-01-31T09:00:00Z 같은 시각이어야 합니다.',
      date: '2026-01-31 같은 날짜여야 합니다.',
    },
    atLeast: {
      letters: (least: number) => (least === 1 ? '비어 있으면 안 됩니다.' : `${number(least)}자 이상이어야 합니다.`),
      entries: (least: number) => (least === 1 ? '비어 있으면 안 됩니다.' : `${number(least)}개 이상이어야 합니다.`),
      amount: (least: number, inclusive: boolean) =>
        inclusive ? `${number(least)} 이상이어야 합니다.` : `${number(least)}보다 커야 합니다.`,
    },
    atMost: {
      letters: (most: number) => `${number(most)}자 이하여야 합니다.`,
      entries: (most: number) => `${number(most)}개 이하여야 합니다.`,
      amount: (most: number, inclusive: boolean) =>
        inclusive ? `${number(most)} 이하여야 합니다.` : `${number(most)}보다 작아야 합니다.`,
    },
    oneOf: (values: string) => `다음 중 하나여야 합니다: ${values}.`,
    unknown: (names: string) => `알 수 없는 항목이 있습니다: ${names}.`,
    multipleOf: (divisor: number) => `${number(divisor)}의 배수여야 합니다.`,
  },
} satisfies Record<Locale, unknown>;

/** What our schemas say, as they say it. */
const ownWordsInKorean: [RegExp, string][] = [
  [/^must not be 0$/, '0이 아니어야 합니다.'],
  [/^must not be below the minimum$/, '최소 수량보다 작으면 안 됩니다.'],
  [/^must be an option and its value, as (.+)$/, '$1처럼 옵션과 그 값이어야 합니다.'],
  [
    /^must be lower-case letters, digits and single hyphens$/,
    '영문 소문자와 숫자, 그 사이의 하이픈 하나만 쓸 수 있습니다.',
  ],
  [/^must not look like an id$/, 'id처럼 보이면 안 됩니다.'],
  [/^is an address of the shop$/, '쇼핑몰이 쓰는 주소입니다.'],
  [/^must not contain control characters$/, '제어 문자를 쓸 수 없습니다.'],
  [/^must contain something that can be seen$/, '보이는 글자가 있어야 합니다.'],
  [/^must not have more than (\d+) options$/, '옵션은 $1개까지입니다.'],
  [/^must come with `options`, one entry for each$/, '`options`와 함께, 같은 수만큼 있어야 합니다.'],
  [/^must name the options of the first variant$/, '첫 번째 상품 옵션과 이름이 같아야 합니다.'],
  [/^are those of another variant$/, '다른 상품 옵션과 값이 같습니다.'],
  [/^changes by stock movements$/, '입출고로만 바뀝니다.'],
  [/^is required for a new variant$/, '새 상품 옵션에는 꼭 필요합니다.'],
  [/^must be the address of a picture here$/, '쇼핑몰에 있는 사진의 주소여야 합니다.'],
  [/^must name each picture once$/, '같은 사진을 두 번 쓸 수 없습니다.'],
  [/^must be between (\d+) and (\d+)$/, '$1에서 $2 사이여야 합니다.'],
  [/^must be a phone number$/, '전화번호여야 합니다.'],
  [/^must be five digits$/, '숫자 다섯 자리여야 합니다.'],
  [/^must name each variant once$/, '같은 상품 옵션을 두 번 쓸 수 없습니다.'],
  [
    /^must be at least the amount, where the benefit is reclaimed proportionally$/,
    '할인을 비례해 회수하려면 할인 금액 이상이어야 합니다.',
  ],
  [/^must be after opensAt$/, '`opensAt`보다 뒤여야 합니다.'],
  [/^must not be before from$/, '`from`보다 앞이면 안 됩니다.'],
  [/^must be an http:\/\/ or https:\/\/ address$/, 'http:// 또는 https:// 주소여야 합니다.'],
  [/^must name each type once$/, '같은 종류를 두 번 쓸 수 없습니다.'],
  [/^must be after the opening$/, '발급을 시작한 뒤여야 합니다.'],
  [/^must be 1 where there is a queue$/, '대기열을 쓰면 1이어야 합니다.'],
  [/^must be a time zone$/, '시간대여야 합니다.'],
  [/^comes with SHIPPED$/, 'SHIPPED일 때만 쓸 수 있습니다.'],
  [/^must be (\d+) to (\d+) letters and digits$/, '영문자와 숫자 $1~$2자여야 합니다.'],
  [/^must not have (\d+) characters, as single codes$/, '개별 코드와 같은 $1자는 쓸 수 없습니다.'],
  [/^must name each order once$/, '같은 주문을 두 번 쓸 수 없습니다.'],
  [/^must name 1 to (\d+) variants or products$/, '상품이나 상품 옵션을 1개에서 $1개까지 적어야 합니다.'],
];
