'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { callApi, failureOf } from '@/components/queries/api-client';
import { uploadFile } from '@/components/queries/upload-file';
import type { AdminPicture, AdminProduct } from '@/lib/catalog/admin-model';
import { picturesPerProductMax } from '@/lib/catalog/model';
import { uploadBytesMax } from '@/lib/catalog/pictures/model';
import type { AppError } from '@/lib/http/errors';
import { apiPaths } from '@/lib/http/paths';
import { arrangePicturesByForm, removePictureByForm } from './product-actions';

/** A file on its way, or why it did not arrive. */
export type Upload = { key: string; name: string; share: number; error: string | null };

let uploadCount = 0;

/** A product's pictures and what can be done with them; each is saved at once, and a refusal leaves them as they are on the server. */
export function usePictures(productId: string, start: AdminPicture[]) {
  const t = useTranslations('admin.products.pictures');
  const locale = useLocale();
  const [pictures, setPictures] = useState(start);
  const [uploads, setUploads] = useState<Upload[]>([]);
  const track = (key: string, part: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const dismiss = (key: string) => setUploads((all) => all.filter((one) => one.key !== key));

  /** One after the other: the server makes the sizes of one picture at a time anyway. */
  const upload = async (files: File[]) => {
    const waiting = files.map((file) => {
      uploadCount += 1;
      return { file, key: `upload-${uploadCount}` };
    });
    setUploads((all) => [...all, ...waiting.map(({ file, key }) => ({ key, name: file.name, share: 0, error: null }))]);
    for (const { file, key } of waiting) {
      if (file.size > uploadBytesMax) {
        track(key, { error: t('tooLarge', { name: file.name }) });
        continue;
      }
      try {
        const onProgress = (share: number) => track(key, { share });
        const added = await uploadFile<AdminPicture>(apiPaths.adminProductPictures(productId), {
          file,
          locale,
          onProgress,
        });
        setPictures((all) => [...all.filter(({ id }) => id !== added.id), added]);
        dismiss(key);
        toast.success(t('added'));
      } catch (error) {
        track(key, { error: reasonOf(failureOf(error), file.name) });
      }
    }
  };

  const reasonOf = (error: AppError, name: string): string => {
    switch (error.code) {
      case 'http.tooLarge':
        return t('tooLarge', { name });
      case 'catalog.pictureUnsupported':
        return t('unsupported', { name });
      case 'catalog.pictureUnreadable':
        return t('unreadable', { name });
      case 'catalog.pictureTooManyPixels':
        return t('tooManyPixels', { name });
      case 'catalog.pictureLimit':
        return t('limit', { name, limit: picturesPerProductMax });
      default:
        return t('uploadFailed', { name });
    }
  };

  /** Saves an order with its texts. Whatever stands in the way, what is there then is shown. */
  const arrange = async (next: AdminPicture[]): Promise<boolean> => {
    setPictures(next);
    const form = new FormData();
    form.set('productId', productId);
    form.set('pictures', JSON.stringify(next.map(({ id, alt }) => ({ id, alt }))));
    const result = await arrangePicturesByForm({ status: 'idle' }, form).catch(() => null);
    if (result?.status === 'done') {
      setPictures(result.value.pictures);
      return true;
    }
    const isChanged = result?.status === 'failed' && result.error.code === 'catalog.picturesChanged';
    toast.error(t(isChanged ? 'changed' : 'failed'));
    await readAgain();
    return false;
  };

  const readAgain = async () => {
    const product = await callApi<AdminProduct>(apiPaths.adminProduct(productId), { locale }).catch(() => null);
    setPictures(product?.pictures ?? pictures);
  };

  const move = async (from: number, to: number) => {
    const moved = pictures[from];
    if (!moved || from === to || to < 0 || to >= pictures.length) return;
    const next = pictures.toSpliced(from, 1).toSpliced(to, 0, moved);
    if (await arrange(next)) toast.success(t('moved', { place: to + 1 }));
  };

  const setAlt = async (id: string, alt: AdminPicture['alt']) => {
    const next = pictures.map((one) => (one.id === id ? { ...one, alt } : one));
    if (await arrange(next)) toast.success(t('saved'));
  };

  const remove = async (id: string) => {
    const form = new FormData();
    form.set('pictureId', id);
    const result = await removePictureByForm({ status: 'idle' }, form).catch(() => null);
    const isGone = result?.status === 'failed' && result.error.code === 'catalog.pictureNotFound';
    if (result?.status !== 'done' && !isGone) return void toast.error(t('failed'));
    setPictures((all) => all.filter((one) => one.id !== id));
    toast.success(t('removed'));
  };

  return { pictures, uploads, upload, dismiss, move, setAlt, remove };
}
