'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { AdminPicture } from '@/lib/catalog/admin-model';
import { altLengthMax } from '@/lib/catalog/model';

type Alt = AdminPicture['alt'];
type PictureAltDialogProps = {
  alt: Alt;
  onSave: (alt: Alt) => Promise<void>;
  /** What opens it. */
  children: ReactNode;
};

/** Says what is to be seen on a picture, in both languages. */
export function PictureAltDialog({ alt, onSave, children }: PictureAltDialogProps) {
  const t = useTranslations('admin.products.pictures');
  const common = useTranslations('common.actions');
  const [open, setOpen] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setSaving(true);
    await onSave({ ko: String(form.get('ko')), en: String(form.get('en')) });
    setSaving(false);
    setOpen(false);
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t('altTitle')} description={t('altLead')} size="sm">
        <form onSubmit={save} className="grid gap-5">
          <Field label={t('altKo')}>
            <Input name="ko" defaultValue={alt.ko} maxLength={altLengthMax} autoComplete="off" />
          </Field>
          <Field label={t('altEn')}>
            <Input name="en" defaultValue={alt.en} maxLength={altLengthMax} autoComplete="off" lang="en" />
          </Field>
          <Button type="submit" wide loading={isSaving}>
            {common('save')}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
