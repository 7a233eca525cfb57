import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { oneAtATime } from '@/lib/shared/one-at-a-time';
import { err, ok, type Result } from '@/lib/shared/result';
import { type PictureError, uploadPixelsMax } from './model';
import { pictureKind } from './picture-kind';
import {
  type PictureFormat,
  pictureFileName,
  pictureFormats,
  pictureHeightMax,
  pictureWidths,
  widthsOf,
} from './sizes';

/** A picture in all its sizes; `width` and `height` are the largest one's. */
export type ShrunkPicture = {
  hash: string;
  width: number;
  height: number;
  files: { name: string; bytes: Uint8Array }[];
};

/** A picture takes all of the machine for a moment; many at once would take its memory too. */
const inTurn = oneAtATime();

/**
 * Makes of an uploaded picture what the shop shows: turned as it was taken, in several widths, as AVIF and WebP, without anything that
 * came with it (place, camera, profile).
 *
 * Errors: `catalog.pictureUnsupported`, `catalog.pictureTooManyPixels`, `catalog.pictureUnreadable`. The number of pixels is looked up
 * before any is decoded, so a small file that would become a huge picture costs nothing.
 */
export function shrinkPicture(bytes: Uint8Array): Promise<Result<ShrunkPicture, PictureError>> {
  return inTurn(async () => {
    const decoded = await decode(bytes);
    if (!decoded.ok) return decoded;
    const { data, info } = decoded.value;
    const { width, height, channels } = info;
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
    const files = [];
    for (const step of widthsOf(width)) {
      for (const format of pictureFormats) {
        const shown = sharp(data, { raw: { width, height, channels } }).resize({ width: step });
        files.push({ name: pictureFileName({ hash, width: step, format }), bytes: await encode(shown, format) });
      }
    }
    return ok({ hash, width, height, files });
  });
}

async function decode(bytes: Uint8Array) {
  if (pictureKind(bytes) === null) return err({ code: 'catalog.pictureUnsupported' as const });
  const options = { limitInputPixels: uploadPixelsMax, failOn: 'truncated' as const };
  try {
    const { width, height } = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
    if (width * height > uploadPixelsMax)
      return err({ code: 'catalog.pictureTooManyPixels' as const, limitPixels: uploadPixelsMax });
    const largest = {
      width: pictureWidths.at(-1),
      height: pictureHeightMax,
      fit: 'inside',
      withoutEnlargement: true,
    } as const;
    return ok(
      await sharp(bytes, options)
        .autoOrient()
        .resize(largest)
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true }),
    );
  } catch {
    // The decoder has no kinds of failure: whatever it could not do, it could not do with this file.
    return err({ code: 'catalog.pictureUnreadable' as const });
  }
}

function encode(picture: Sharp, format: PictureFormat): Promise<Uint8Array> {
  const encoded = format === 'avif' ? picture.avif({ quality: 55, effort: 3 }) : picture.webp({ quality: 80 });
  return encoded.toBuffer();
}
