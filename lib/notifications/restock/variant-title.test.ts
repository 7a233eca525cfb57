import { expect, test } from 'vitest';
import { variantTitle } from './variant-title';

test('a product is named with its options, and a long name is cut so that it fits into a subject', () => {
  expect(variantTitle({ productSlug: 'jar', productName: '달항아리', options: {} })).toBe('달항아리');
  expect(variantTitle({ productSlug: 'jar', productName: '달항아리', options: { 색상: '백자', 크기: '대' } })).toBe(
    '달항아리 (백자, 대)',
  );
  const long = variantTitle({ productSlug: 'jar', productName: '항'.repeat(300), options: {} });
  expect(long).toHaveLength(120);
  expect(long.endsWith('…')).toBe(true);
});
