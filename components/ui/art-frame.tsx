import { Image } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

type ArtFrameProps = {
  /** Address of the picture; the frame shows its own soft gradient while it loads, with a mark on it when there is none. */
  src: string | null | undefined;
  /** The same picture for narrow places, and how wide both are. */
  small?: { src: string; width: number } | null | undefined;
  width?: number | undefined;
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
  small,
  width,
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
        // biome-ignore lint/performance/noImgElement: pictures are stored in the sizes that are shown, so nothing is left to optimise at request time
        <img
          src={src}
          srcSet={small && width ? `${small.src} ${small.width}w, ${src} ${width}w` : undefined}
          sizes={small ? (sizes ?? '50vw') : undefined}
          alt={alt}
          loading={eager ? 'eager' : 'lazy'}
          fetchPriority={eager ? 'high' : undefined}
          decoding="async"
          className={cn(
            'size-full object-cover transition-transform duration-150 dark:brightness-[0.86]',
            faded && 'opacity-55 grayscale-50',
          )}
        />
      )}
      {!src && <Image aria-hidden strokeWidth={1.25} className="absolute inset-0 m-auto size-1/4 text-edge/50" />}
      {badges && <span className="absolute top-2.5 left-2.5 flex flex-wrap gap-1.5">{badges}</span>}
    </span>
  );
}
