import { Image } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

/** One picture in all the forms that a browser may choose from. */
export type PictureSet = { src: string; srcSet?: string | undefined; avifSrcSet?: string | undefined };

type ArtFrameProps = {
  /** Address of the picture; the frame shows its own soft gradient while it loads, with a mark on it when there is none. */
  src: string | null | undefined;
  /** The same picture in other widths, as in `<img srcset>`; AVIF for the browsers that know it. */
  srcSet?: string | undefined;
  avifSrcSet?: string | undefined;
  /** What is in the picture; empty when a text beside it already says so. */
  alt: string;
  /** How wide it will be shown, as in `<img sizes>`. */
  sizes?: string;
  /** The picture that people see first: loaded at once, before others. */
  eager?: boolean;
  /** Greys it out: sold out. */
  faded?: boolean;
  /** Marks in the upper left corner. */
  badges?: ReactNode;
  className?: string;
};

/** A product picture on its tile: square, rounded, a little dimmer at night. */
export function ArtFrame({
  src,
  srcSet,
  avifSrcSet,
  alt,
  sizes,
  eager = false,
  faded = false,
  badges,
  className,
}: ArtFrameProps) {
  return (
    <span
      className={cn(
        'relative block aspect-square w-full overflow-hidden rounded-lg bg-linear-to-b from-sunken to-hover',
        className,
      )}
    >
      {src && (
        <picture>
          {avifSrcSet && <source type="image/avif" srcSet={avifSrcSet} sizes={sizes ?? '50vw'} />}
          <img
            src={src}
            srcSet={srcSet}
            sizes={srcSet ? (sizes ?? '50vw') : undefined}
            alt={alt}
            loading={eager ? 'eager' : 'lazy'}
            fetchPriority={eager ? 'high' : undefined}
            decoding="async"
            className={cn(
              'size-full object-cover transition-transform duration-150 dark:brightness-[0.86]',
              faded && 'opacity-55 grayscale-50',
            )}
          />
        </picture>
      )}
      {!src && <Image aria-hidden strokeWidth={1.25} className="absolute inset-0 m-auto size-1/4 text-edge/50" />}
      {badges && <span className="absolute top-2.5 left-2.5 flex flex-wrap gap-1.5">{badges}</span>}
    </span>
  );
}
