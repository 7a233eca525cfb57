import { expect, test } from 'vitest';
import { messagesOf } from '@/components/i18n/messages';
import { exportTitles, exportWords } from '@/lib/delivery/export-words';
import { locales } from '@/lib/shared/locale';

test.each(locales)('the file says in %s what the log’s page says', (locale) => {
  const { states, classes, lanes, types, late, endpoints } = messagesOf(locale).admin.deliveries;
  const words = exportWords[locale];
  expect(words).toMatchObject({ states, classes, lanes, late: late.mark });
  expect(Object.values(words.types).sort()).toEqual(Object.values(types).sort());
  expect(words.removed('A')).toBe(endpoints.removedName.replace('{name}', 'A'));
  expect(exportTitles[locale]).toHaveLength(exportTitles.ko.length);
});
