import { expect, test } from 'vitest';
import { auditChanges } from './audit-changes';

test('only what differs is a change', () => {
  const before = { role: 'SHOPPER', tier: 'GOLD', tags: ['a'], phone: null };
  expect(auditChanges({ before, after: { ...before, tags: ['a'], role: 'ADMIN' } })).toEqual([
    { member: 'role', before: 'SHOPPER', after: 'ADMIN' },
  ]);
});

test('what did not exist, and what is no longer, is a dash', () => {
  expect(auditChanges({ before: null, after: { units: 3 } })).toEqual([{ member: 'units', before: '–', after: '3' }]);
  expect(auditChanges({ before: { units: 0 }, after: null })).toEqual([{ member: 'units', before: '0', after: '–' }]);
  expect(auditChanges({ before: null, after: null })).toEqual([]);
});

test('long values are cut to 200 characters', () => {
  expect(auditChanges({ before: null, after: { note: 'x'.repeat(201) } })[0]?.after).toBe(`${'x'.repeat(200)}…`);
  expect(auditChanges({ before: null, after: { note: 'x'.repeat(200) } })[0]?.after).toBe('x'.repeat(200));
});
