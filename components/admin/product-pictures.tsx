'use client';

import { ChevronLeft, ChevronRight, ImagePlus, Pencil, Trash2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type DragEvent, useId, useState } from 'react';
import { thumbnailOf } from '@/components/shop/picture';
import { ArtFrame } from '@/components/ui/art-frame';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { CardSection } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Notice } from '@/components/ui/notice';
import { Pill } from '@/components/ui/pill';
import { Progress } from '@/components/ui/progress';
import type { AdminPicture } from '@/lib/catalog/admin-model';
import { picturesPerProductMax } from '@/lib/catalog/model';
import { uploadTypes } from '@/lib/catalog/pictures/model';
import { PictureAltDialog } from './picture-alt-dialog';
import { type Upload, usePictures } from './use-pictures';

type ProductPicturesProps = { productId: string; start: AdminPicture[] };

/** A product's pictures: uploaded by choosing or dropping files, moved by dragging or by their arrows. */
export function ProductPictures({ productId, start }: ProductPicturesProps) {
  const t = useTranslations('admin.products.pictures');
  const { pictures, uploads, upload, dismiss, move, setAlt, remove } = usePictures(productId, start);
  const [dragged, setDragged] = useState<number | null>(null);
  const inputId = useId();
  const hintId = useId();
  const dropFiles = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    upload([...event.dataTransfer.files]);
  };
  return (
    <CardSection title={t('title')} description={t('lead')}>
      <ul className="grid grid-cols-2 gap-3 empty:hidden sm:grid-cols-3 md:grid-cols-4">
        {pictures.map((picture, place) => (
          <li
            key={picture.id}
            draggable
            onDragStart={() => setDragged(place)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => dragged !== null && event.preventDefault()}
            onDrop={() => dragged !== null && move(dragged, place)}
            className={cn('rounded-md border bg-surface p-2 transition-opacity', dragged === place && 'opacity-50')}
          >
            <PictureCard
              picture={picture}
              place={place + 1}
              isLast={place === pictures.length - 1}
              onMove={(step) => move(place, place + step)}
              onDescribe={(alt) => setAlt(picture.id, alt)}
              onRemove={() => remove(picture.id)}
            />
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way to do what the field inside does */}
      <div
        onDragOver={(event) => event.preventDefault()}
        onDrop={dropFiles}
        className="mt-4 grid justify-items-center gap-2 rounded-md border border-edge border-dashed px-4 py-6 text-center text-sm focus-within:border-accent focus-within:outline-1 focus-within:outline-accent"
      >
        <label htmlFor={inputId} className={cn(buttonStyle({ variant: 'outline', size: 'sm' }), 'cursor-pointer')}>
          <ImagePlus aria-hidden />
          {t('add')}
        </label>
        <input
          id={inputId}
          type="file"
          multiple
          accept={uploadTypes.join(',')}
          aria-describedby={hintId}
          className="sr-only"
          onChange={(event) => {
            upload([...(event.target.files ?? [])]);
            // The same file may be chosen again.
            event.target.value = '';
          }}
        />
        <p className="text-muted max-md:hidden">{t('drop')}</p>
        <p id={hintId} className="text-faint text-xs">
          {t('hint', { limit: picturesPerProductMax })}
        </p>
      </div>
      <ul className="mt-3 grid gap-2 empty:hidden">
        {uploads.map((one) => (
          <li key={one.key}>
            <UploadRow upload={one} onDismiss={() => dismiss(one.key)} />
          </li>
        ))}
      </ul>
    </CardSection>
  );
}

type PictureCardProps = {
  picture: AdminPicture;
  place: number;
  isLast: boolean;
  onMove: (step: -1 | 1) => void;
  onDescribe: (alt: AdminPicture['alt']) => Promise<void>;
  onRemove: () => Promise<void>;
};

function PictureCard({ picture, place, isLast, onMove, onDescribe, onRemove }: PictureCardProps) {
  const t = useTranslations('admin.products.pictures');
  const { url, alt } = picture;
  const badge = place === 1 && <Pill tone="accent">{t('first')}</Pill>;
  return (
    <>
      <ArtFrame
        src={thumbnailOf(url)}
        alt={alt.ko || t('picture', { place })}
        badges={badge}
        className="rounded-sm [&_img]:pointer-events-none"
      />
      <p className={cn('mt-2 truncate text-xs', alt.ko ? 'text-muted' : 'text-faint')}>{alt.ko || t('altNone')}</p>
      <div className="mt-1 flex items-center">
        <Button
          variant="ghost"
          size="iconSm"
          aria-label={t('earlier', { place })}
          onClick={() => onMove(-1)}
          className={cn('max-md:min-w-8', place === 1 && 'invisible')}
        >
          <ChevronLeft aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="iconSm"
          aria-label={t('back', { place })}
          onClick={() => onMove(1)}
          className={cn('max-md:min-w-8', isLast && 'invisible')}
        >
          <ChevronRight aria-hidden />
        </Button>
        <PictureAltDialog alt={alt} onSave={onDescribe}>
          <Button
            variant="ghost"
            size="iconSm"
            aria-label={t('altOf', { place })}
            className="ml-auto text-muted max-md:min-w-8"
          >
            <Pencil aria-hidden />
          </Button>
        </PictureAltDialog>
        <ConfirmDialog
          trigger={
            <Button
              variant="ghost"
              size="iconSm"
              aria-label={t('removeOf', { place })}
              className="text-muted max-md:min-w-8"
            >
              <Trash2 aria-hidden />
            </Button>
          }
          title={t('removeTitle')}
          description={t('removeBody')}
          confirmLabel={t('remove')}
          onConfirm={onRemove}
        />
      </div>
    </>
  );
}

/** Until all of it has left, how far it is; then the server makes the sizes. */
function UploadRow({ upload: { name, share, error }, onDismiss }: { upload: Upload; onDismiss: () => void }) {
  const t = useTranslations('admin.products.pictures');
  if (error)
    return (
      <Notice
        tone="danger"
        action={
          <Button variant="ghost" size="iconSm" aria-label={t('dismiss')} onClick={onDismiss} className="-my-1.5">
            <X aria-hidden />
          </Button>
        }
      >
        {error}
      </Notice>
    );
  const label = t(share < 1 ? 'uploading' : 'processing', { name });
  return (
    <div className="grid gap-1.5 rounded-md border px-4 py-3 text-sm">
      <p className="truncate">{label}</p>
      <Progress label={label} value={share} max={1} />
    </div>
  );
}
