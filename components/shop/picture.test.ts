import { expect, test } from 'vitest';
import { pictureSet, thumbnailOf } from './picture';

const hash = '0123456789abcdef0123456789abcdef';

test('an uploaded picture comes in every width that it has, as AVIF and WebP', () => {
  const at = (width: number, format: string) => `/pictures/${hash}.${width}.${format} ${width}w`;
  expect(pictureSet({ url: `/pictures/${hash}.600.webp`, width: 600 })).toEqual({
    src: `/pictures/${hash}.600.webp`,
    srcSet: [480, 600].map((width) => at(width, 'webp')).join(', '),
    avifSrcSet: [480, 600].map((width) => at(width, 'avif')).join(', '),
  });
});

test('a picture of the demo comes in two, and any other as it is', () => {
  expect(pictureSet({ url: '/demo/cup.webp', width: 1200 })).toEqual({
    src: '/demo/cup.webp',
    srcSet: '/demo/cup.480.webp 480w, /demo/cup.webp 1200w',
  });
  expect(pictureSet({ url: '/art/cup.png', width: 900 })).toEqual({ src: '/art/cup.png' });
});

test.each([
  [`/pictures/${hash}.1600.webp`, `/pictures/${hash}.480.webp`],
  [`/pictures/${hash}.90.webp`, `/pictures/${hash}.90.webp`],
  ['/demo/cup.webp', '/demo/cup.480.webp'],
  ['/art/cup.png', '/art/cup.png'],
  [null, null],
])('the thumbnail of %s is %s', (url, thumbnail) => {
  expect(thumbnailOf(url)).toBe(thumbnail);
});
