import { z } from 'zod';
import { Text } from '@/lib/shared/text';
import { altLengthMax, picturesPerProductMax } from '../model';

/** Of a picture as it is uploaded. */
export const uploadBytesMax = 10 * 1024 * 1024;
export const uploadPixelsMax = 50_000_000;

/** What is uploaded is one of these, whatever its name or its Content-Type say. No SVG: it is a program that draws. */
export const uploadTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'] as const;

export type PictureError =
  | { code: 'catalog.pictureUnsupported' }
  | { code: 'catalog.pictureUnreadable' }
  | { code: 'catalog.pictureTooManyPixels'; limitPixels: number }
  | { code: 'catalog.pictureLimit'; limit: number }
  | { code: 'catalog.pictureNotFound' }
  /** The list of a product's pictures is another one by now. */
  | { code: 'catalog.picturesChanged' };

export const PictureParams = z.object({ id: z.uuid() });

const Alt = Text(0, altLengthMax);

/** All pictures of a product in the order they shall have; a text that is left out stays. */
export const PictureOrder = z.object({
  pictures: z
    .array(z.object({ id: z.uuid(), alt: z.object({ ko: Alt.optional(), en: Alt.optional() }).optional() }))
    .max(picturesPerProductMax),
});
export type PictureOrder = z.infer<typeof PictureOrder>;

/** Where the sizes of pictures are kept. A folder does; what keeps files for many machines can stand in its place. */
export type PictureStore = {
  /** Keeps a file under its name. Doing it again changes nothing but its age. */
  put: (file: { name: string; bytes: Uint8Array }) => Promise<void>;
  /** A file's bytes, or null. */
  get: (name: string) => Promise<Uint8Array | null>;
  /** Takes a file away, unless it was put there (again) since. */
  removeOlder: (name: string, than: Date) => Promise<void>;
  /** The names of all files that were put there before. */
  listOlder: (than: Date) => AsyncIterable<string>;
  /** The path that browsers find it at. */
  urlOf: (name: string) => string;
};
