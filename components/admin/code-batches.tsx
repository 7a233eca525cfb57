'use client';

import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { toast } from 'sonner';
import { useCreateCodes } from '@/components/queries/campaigns';
import { Button } from '@/components/ui/button';
import { ExactTime } from '@/components/ui/exact-time';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Progress } from '@/components/ui/progress';
import { type CodeBatch, codeBatchMax } from '@/lib/coupons/admin-model';
import { numberIn } from './number-in';

type CodeBatchesProps = { campaignId: string; batches: CodeBatch[] };

/** Codes that work once each: made by the batch, and downloaded there and then, since only their hashes are kept. */
export function CodeBatches({ campaignId, batches }: CodeBatchesProps) {
  const t = useTranslations('admin.coupons.codes');
  return (
    <div className="grid grid-cols-1 gap-5">
      <NewBatch campaignId={campaignId} />
      {batches.length > 0 && (
        <ul aria-label={t('batches')} className="grid grid-cols-1 gap-3">
          {batches.map(({ createdAt, count, redeemedCount }) => (
            <li key={createdAt} className="grid grid-cols-1 gap-1 text-sm">
              <span className="flex flex-wrap items-baseline justify-between gap-x-4">
                <ExactTime at={createdAt} className="text-muted" />
                <span className="tabular-nums">{t('redeemed', { redeemed: redeemedCount, count })}</span>
              </span>
              <Progress label={t('redeemedLabel')} value={redeemedCount} max={count} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function NewBatch({ campaignId }: { campaignId: string }) {
  const t = useTranslations('admin.coupons.codes');
  const router = useRouter();
  const create = useCreateCodes(campaignId);
  const [text, setText] = useState('1,000');
  const [isBlamed, setBlamed] = useState(false);
  /** One batch, however often it is asked for until its answer is here. */
  const key = useRef<{ count: number; key: string } | null>(null);
  const count = numberIn(text);
  const isWrong = typeof count !== 'number' || count < 1 || count > codeBatchMax;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBlamed(isWrong);
    if (isWrong || create.isPending) return;
    if (key.current?.count !== count) key.current = { count, key: crypto.randomUUID() };
    create.mutate(
      { count, idempotencyKey: key.current.key },
      {
        onSuccess: ({ codes }) => {
          key.current = null;
          router.refresh();
          if (codes.length === 0) return void toast.warning(t('lost'));
          saveAs(`codes-${campaignId.slice(0, 8)}-${codes.length}.csv`, ['code', ...codes].join('\r\n'));
          toast.success(t('done', { count: codes.length }));
        },
        onError: () => toast.error(t('failed')),
      },
    );
  };
  return (
    <form noValidate onSubmit={submit} className="grid grid-cols-1 gap-3">
      <Field
        label={t('count')}
        hint={t('hint')}
        error={isBlamed && isWrong ? t('wrong', { most: codeBatchMax }) : null}
        required
      >
        <Input
          size="sm"
          value={text}
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="outline" size="sm" loading={create.isPending} className="justify-self-start">
        <Download aria-hidden />
        {t('create')}
      </Button>
    </form>
  );
}

/** Has the browser keep a text as a file. */
function saveAs(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([`${text}\r\n`], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
