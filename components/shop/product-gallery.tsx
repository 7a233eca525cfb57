'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { ArtFrame } from '@/components/ui/art-frame';
import { cn } from '@/components/ui/cn';
import type { ProductImage } from '@/lib/catalog/model';
import { pictureSet, thumbnailOf } from './picture';

/** Pictures side by side, one at a time: swiped on phones, chosen by their thumbnails, and scrollable without scripts. */
export function ProductGallery({ images, name }: { images: ProductImage[]; name: string }) {
  const t = useTranslations('shop.product');
  const strip = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(0);

  const show = (place: number) => {
    const picture = strip.current?.children[place];
    if (picture instanceof HTMLElement) strip.current?.scrollTo({ left: picture.offsetLeft, behavior: 'smooth' });
  };
  const follow = () => {
    const { scrollLeft = 0, clientWidth = 1 } = strip.current ?? {};
    setShown(Math.round(scrollLeft / clientWidth));
  };

  return (
    <section aria-label={t('pictures')} className="lg:sticky lg:top-24 lg:self-start">
      <ul
        ref={strip}
        onScroll={follow}
        tabIndex={images.length > 1 ? 0 : undefined}
        className="relative flex snap-x snap-mandatory overflow-x-auto rounded-lg [scrollbar-width:none] lg:rounded-xl"
      >
        {(images.length > 0 ? images : [null]).map((image, place) => (
          <li key={image?.url ?? 'none'} className="w-full shrink-0 snap-center">
            <ArtFrame
              {...(image ? pictureSet(image) : { src: null })}
              alt={
                image?.alt ||
                (images.length > 1 ? t('pictureOf', { name, place: place + 1, count: images.length }) : name)
              }
              sizes="(width >= 64rem) 38rem, 100vw"
              eager={place === 0}
              className="rounded-none"
            />
          </li>
        ))}
      </ul>
      {images.length > 1 && (
        <ul className="mt-3 flex gap-2">
          {images.map((image, place) => (
            <li key={image.url}>
              <button
                type="button"
                onClick={() => show(place)}
                aria-label={t('showPicture', { place: place + 1 })}
                aria-current={shown === place || undefined}
                className={cn(
                  'block w-16 rounded-md border-2 border-transparent p-0.5 transition-colors lg:w-20',
                  shown === place && 'border-ink',
                )}
              >
                <ArtFrame src={thumbnailOf(image.url)} alt="" className="rounded-sm" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
