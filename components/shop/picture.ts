/** Width of the small picture that stands beside each of the demo's (`cup.webp`, `cup.480.webp`). */
const smallWidth = 480;

/** The same picture for narrow places; null where there is only one size. */
export function smallPicture(url: string): { src: string; width: number } | null {
  const found = /^(\/demo\/[\w-]+)\.webp$/.exec(url);
  return found ? { src: `${found[1]}.${smallWidth}.webp`, width: smallWidth } : null;
}

/** Where a picture is never shown larger than a thumbnail. */
export function thumbnailOf(url: string | null): string | null {
  return url === null ? null : (smallPicture(url)?.src ?? url);
}
