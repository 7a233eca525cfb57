import { expect, test, vi } from 'vitest';

test.fails('an unexpected console.error fails the test', () => {
  console.error('planted');
});

test('an expected one does not', () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  console.error('expected');
  expect(logged).toHaveBeenCalledOnce();
});
