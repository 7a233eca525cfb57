import { expect, test } from 'vitest';
import { z } from 'zod';
import { NewProduct } from '@/lib/catalog/admin-model';
import { NewMovement, Thresholds } from '@/lib/inventory/model';
import type { Locale } from '@/lib/shared/locale';
import { Moment } from '@/lib/shared/moment';
import { Text } from '@/lib/shared/text';
import { parseInput } from './read-request';

function messageOf(schema: z.ZodType, input: unknown, locale: Locale): string | undefined {
  const parsed = parseInput(schema, input, locale);
  if (parsed.ok || parsed.error.code !== 'http.badInput') return undefined;
  return parsed.error.errors[0]?.message;
}

test.each<[z.ZodType, unknown, string, string]>([
  [z.string(), undefined, 'Is required.', '꼭 필요한 값입니다.'],
  [z.enum(['A', 'B']), undefined, 'Is required.', '꼭 필요한 값입니다.'],
  [z.string(), 1, 'Must be a text.', '문자열이어야 합니다.'],
  [z.int(), 1.5, 'Must be a whole number.', '정수여야 합니다.'],
  [z.coerce.number(), 'x', 'Must be a number.', '숫자여야 합니다.'],
  [z.int().min(1_000), 999, 'Must be 1,000 or more.', '1,000 이상이어야 합니다.'],
  [z.int().max(99), 100, 'Must be 99 or less.', '99 이하여야 합니다.'],
  [Text(1, 3), '', 'Must not be empty.', '비어 있으면 안 됩니다.'],
  [Text(1, 3), '네글자요', 'Must have 3 characters or fewer.', '3자 이하여야 합니다.'],
  [z.array(z.string()).max(2), ['a', 'b', 'c'], 'Must have 2 entries or fewer.', '2개 이하여야 합니다.'],
  [z.enum(['A', 'B']), 'C', 'Must be one of: A, B.', '다음 중 하나여야 합니다: A, B.'],
  [z.email(), 'x', 'Must be an e-mail address.', '이메일 주소여야 합니다.'],
  [z.uuid(), 'x', 'Must be an id.', 'id여야 합니다.'],
  [z.strictObject({}), { a: 1 }, 'Has members that are not known here: a.', '알 수 없는 항목이 있습니다: a.'],
  [NewMovement, { deltaUnits: 0, reason: 'ADJUST' }, 'Must not be 0.', '0이 아니어야 합니다.'],
  [
    Thresholds,
    { safetyMinUnits: 5, safetyMaxUnits: 1 },
    'Must not be below the minimum.',
    '최소 수량보다 작으면 안 됩니다.',
  ],
  [Moment, '0001-01-01T00:00:00Z', 'Must be between 1970 and 9999.', '1970에서 9999 사이여야 합니다.'],
])('%#: what is wrong is a sentence in both languages', (schema, input, en, ko) => {
  expect([messageOf(schema, input, 'en'), messageOf(schema, input, 'ko')]).toEqual([en, ko]);
});

test('whatever is sent for a product, each message is a sentence, and in Korean a Korean one', () => {
  const odd = {
    name: { ko: '\u0007' },
    slug: 'Not A Slug',
    categoryId: 7,
    status: 'SOLD',
    variants: [{ sku: '', options: [] }],
  };
  for (const input of [{}, [], null, 'x', odd, { ...odd, variants: {} }, { ...odd, pictures: [{ url: 'x' }] }]) {
    for (const [locale, isSentence] of [
      ['en', /^[A-Z].*\.$/],
      ['ko', /[가-힣].*\.$/],
    ] as const) {
      const parsed = parseInput(NewProduct, input, locale);
      const errors = !parsed.ok && parsed.error.code === 'http.badInput' ? parsed.error.errors : [];
      expect(errors.length).toBeGreaterThan(0);
      for (const { message } of errors) expect(message).toMatch(isSentence);
    }
  }
});
