'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { uploadProductImport } from '@/components/queries/product-imports';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import { importBytesMax } from '@/lib/bulk/model';
import type { AppError } from '@/lib/http/errors';
import { paths } from '@/lib/http/paths';
import { useRefusalOfFile } from './import-refusal';

type State = { at: 'idle' | 'none' } | { at: 'sending'; share: number } | { at: 'failed'; error: AppError };

/** Takes a file, shows how far it has gone, and opens what it would do. */
export function ImportUpload() {
  const t = useTranslations('admin.imports.upload');
  const locale = useLocale();
  const router = useRouter();
  const refusalOf = useRefusalOfFile();
  const [state, setState] = useState<State>({ at: 'idle' });

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state.at === 'sending') return;
    const file = new FormData(event.currentTarget).get('file');
    if (!(file instanceof File) || file.name === '') return setState({ at: 'none' });
    if (file.size > importBytesMax)
      return setState({ at: 'failed', error: { code: 'http.tooLarge', limitBytes: importBytesMax } });
    setState({ at: 'sending', share: 0 });
    const uploaded = await uploadProductImport({ file, locale, tell: (share) => setState({ at: 'sending', share }) });
    if (uploaded.ok) router.push(paths.adminImport(uploaded.value.id));
    else setState({ at: 'failed', error: uploaded.error });
  };

  const isSending = state.at === 'sending';
  return (
    <form onSubmit={send} className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t('file')} error={state.at === 'none' ? t('none') : null} className="min-w-0 flex-1 basis-64">
          <Input
            type="file"
            name="file"
            size="sm"
            accept=".csv,text/csv"
            className="content-center py-1 file:mr-3 file:rounded-xs file:border-0 file:bg-hover file:px-2.5 file:py-0.5 file:font-medium file:text-ink file:text-sm"
          />
        </Field>
        <Button type="submit" size="sm" loading={isSending}>
          {t('submit')}
        </Button>
      </div>
      <div aria-live="polite">{isSending && <Sending share={state.share} />}</div>
      {state.at === 'failed' && (
        <Notice tone="danger" title={t('failedTitle')}>
          {refusalOf(state.error)}
        </Notice>
      )}
    </form>
  );
}

function Sending({ share }: { share: number }) {
  const t = useTranslations('admin.imports.upload');
  const label = share < 1 ? t('uploading', { percent: Math.floor(share * 100) }) : t('checking');
  return (
    <div className="grid gap-1.5">
      <p className="text-muted text-sm tabular-nums">{label}</p>
      <Progress label={label} value={share} max={1} />
    </div>
  );
}
