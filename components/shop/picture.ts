import type { PictureSet } from '@/components/ui/art-frame';
import {
  type PictureFormat,
  pictureFileName,
  pictureWidths,
  readPictureFileName,
  widthsOf,
} from '@/lib/catalog/pictures/sizes';

const uploadsPath = '/pictures/';

/** The smallest that pictures are kept in; one of this width stands beside each of the demo's too (`cup.webp`, `cup.480.webp`). */
const [smallWidth] = pictureWidths;

/** The same picture for narrow places; null where there is only one size. */
function smallPicture(url: string): { src: string; width: number } | null {
  const found = /^(\/demo\/[\w-]+)\.webp$/.exec(url);
  return found ? { src: `${found[1]}.${smallWidth}.webp`, width: smallWidth } : null;
}

/**
 * Every size of a picture, for the browser to choose from. Uploaded ones (`/pictures/<hash>.<width>.webp`) have AVIF beside WebP; the
 * demo's have one smaller size; of others there is only the one.
 */
export function pictureSet({ url, width }: { url: string; width: number }): PictureSet {
  const file = readPictureFileName(url.slice(uploadsPath.length));
  if (!url.startsWith(uploadsPath) || !file) {
    const small = smallPicture(url);
    return { src: url, srcSet: small ? `${small.src} ${small.width}w, ${url} ${width}w` : undefined };
  }
  const setOf = (format: PictureFormat) =>
    widthsOf(file.width)
      .map((step) => `${uploadsPath}${pictureFileName({ ...file, width: step, format })} ${step}w`)
      .join(', ');
  return { src: url, srcSet: setOf('webp'), avifSrcSet: setOf('avif') };
}

/** Where a picture is never shown larger than a thumbnail. */
export function thumbnailOf(url: string | null): string | null {
  if (url === null) return null;
  const file = url.startsWith(uploadsPath) ? readPictureFileName(url.slice(uploadsPath.length)) : null;
  if (!file) return smallPicture(url)?.src ?? url;
  const width = Math.min(file.width, smallWidth);
  return `${uploadsPath}${pictureFileName({ ...file, width })}`;
}
