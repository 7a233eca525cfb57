/** Widths that pictures are kept in, as far as they are that wide: a tile or thumbnail, a page on a phone, a page on a desk. */
export const pictureWidths = [480, 960, 1600] as const;
/** Taller ones are made smaller, so that no browser has to show a tower. */
export const pictureHeightMax = 2_400;

/** In order of preference: browsers take the first that they can show. */
export const pictureFormats = ['avif', 'webp'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** The widths that a picture of this width is kept in, the widest last: its own. */
export function widthsOf(width: number): number[] {
  return [...pictureWidths.filter((step) => step < width), width];
}

/** Of one size of a picture: `<hash>.<width>.<format>`. The same picture has the same names, and a name's content never changes. */
export function pictureFileName({
  hash,
  width,
  format,
}: {
  hash: string;
  width: number;
  format: PictureFormat;
}): string {
  return `${hash}.${width}.${format}`;
}

const fileNameForm = /^([0-9a-f]{32})\.(\d{1,4})\.(avif|webp)$/;

/** The address of an uploaded picture, as products have it: the widest size. */
export const uploadedPictureForm = /^\/pictures\/[0-9a-f]{32}\.\d{1,4}\.webp$/;

/** The same of a picture that comes with the shop. */
export const demoPictureForm = /^\/demo\/[a-z0-9]+(-[a-z0-9]+)*\.webp$/;

/** What a file's name says; null for a name that is no picture's. */
export function readPictureFileName(name: string): { hash: string; width: number; format: PictureFormat } | null {
  const [, hash, width, format] = fileNameForm.exec(name) ?? [];
  return hash && width ? { hash, width: Number(width), format: format as PictureFormat } : null;
}
