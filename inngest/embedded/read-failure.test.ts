import { expect, test } from 'vitest';
import { readFailure } from './read-failure';

test.each([
  [
    '{"name":"TypeError","message":"no such jar","stack":"TypeError: no such jar\\n    at x"}',
    'TypeError: no such jar',
  ],
  ['{"name":"Error","message":"no such jar","stack":""}', 'no such jar'],
  ['{"message":"no such jar"}', 'no such jar'],
  ['"connect ECONNREFUSED"', 'connect ECONNREFUSED'],
  ['{"code":7}', '{"code":7}'],
  ['[1]', '[1]'],
  ['{"name":"Error","mess', '{"name":"Error","mess'],
])('%s reads as “%s”', (json, message) => {
  expect(readFailure(json)?.message).toBe(message);
});

test('nothing failed where nothing, or JSON’s own null, is stored', () => {
  expect(readFailure(null)).toBeNull();
  expect(readFailure('null')).toBeNull();
});

test('a stack is kept with its lines, an empty one is none', () => {
  expect(readFailure('{"message":"a","stack":"a\\n\\tat b"}')?.stack).toBe('a\n\tat b');
  expect(readFailure('{"message":"a","stack":""}')?.stack).toBeNull();
});

test('what no page can show is replaced, and what is long is cut', () => {
  expect(readFailure('{"message":"a\\u0000b\\ud800c\\u001b"}')?.message).toBe('a\ufffdb\ufffdc\ufffd');
  expect(readFailure(JSON.stringify({ message: `${'x'.repeat(1_999)}😀` }))?.message).toBe(
    `${'x'.repeat(1_999)}\ufffd`,
  );
});
