import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeReturnPath, signInPath } from './return-path';

describe('safeReturnPath', () => {
  it.each(['/', '/checkout', '/products/달항아리', '/products?sort=priceAsc&category=tea#top', '/a/../checkout'])(
    'keeps %s on the site',
    (path) => {
      const url = new URL(path, 'http://localhost:3000');
      expect(safeReturnPath(path)).toBe(url.pathname + url.search + url.hash);
    },
  );

  it.each([
    ['nothing', undefined],
    ['another site', 'https://evil.example/'],
    ['a site without scheme', '//evil.example'],
    ['a back slash', '/\\evil.example'],
    ['a tab', '/\t/evil.example'],
    ['a script', 'javascript:alert(1)'],
    ['dots that end in two slashes', '/.//evil.example'],
    ['more dots', '/a/..//evil.example'],
    ['the sign-in page itself', '/sign-in?callbackUrl=/sign-in'],
    ['the API', '/api/v1/me'],
    ['a relative path', 'checkout'],
    ['a very long one', `/${'a'.repeat(3000)}`],
  ])('goes home for %s', (_, path) => {
    expect(safeReturnPath(path)).toBe('/');
  });

  it('never leaves the site', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '//',
      'evil.example',
      ':',
      '@',
      '?',
      '#',
      '%2f',
      '\t',
      'http:',
      'a',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const path = safeReturnPath(parts.join(''));
        expect(new URL(path, 'http://localhost:3000').origin).toBe('http://localhost:3000');
        expect(safeReturnPath(path)).toBe(path);
      }),
    );
  });
});

describe('signInPath', () => {
  it('carries the way back', () => {
    expect(signInPath('/orders?page=2')).toBe('/sign-in?callbackUrl=%2Forders%3Fpage%3D2');
    expect(signInPath('/admin', { admin: true })).toBe('/sign-in?callbackUrl=%2Fadmin&for=admin');
  });
});
