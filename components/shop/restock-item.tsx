'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { ArtFrame } from '@/components/ui/art-frame';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Pill, type Tone } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { paths } from '@/lib/http/paths';
import type { MyRestock, RestockState } from '@/lib/notifications/restock/model';
import { optionsText } from './options-text';
import { thumbnailOf } from './picture';
import { endMyRestockByForm } from './restock-actions';
import { useRestockRefusal } from './use-restock-refusal';

const tones = {
  PENDING_CONFIRMATION: 'warning',
  WAITING: 'info',
  NOTIFIED: 'success',
  ENDED: 'neutral',
} as const satisfies Record<RestockState, Tone>;

/** One alert of a member's: what it waits for, since when, and the way to end it. */
export function RestockItem({ alert }: { alert: MyRestock }) {
  const t = useTranslations('restock.mine');
  const stock = useTranslations('shop.stock');
  const { productName, productSlug, options, image, state, stockStatus, createdAt, notifiedAt } = alert;
  return (
    <article className="flex items-center gap-4 rounded-lg border p-4 max-sm:flex-wrap sm:p-5">
      <ArtFrame src={thumbnailOf(image?.url ?? null)} alt="" className="size-18 shrink-0 rounded-md" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Pill tone={tones[state]}>{t(`state.${state}`)}</Pill>
          <span className="text-faint text-xs">
            {notifiedAt
              ? t.rich('notified', { time: () => <RelativeTime at={notifiedAt} /> })
              : t.rich('since', { time: () => <RelativeTime at={createdAt} /> })}
          </span>
        </div>
        <h2 className="mt-1.5 font-semibold text-[0.9375rem]">
          <Link href={paths.product(productSlug)} className="hover:underline">
            {productName}
          </Link>
        </h2>
        <p className="mt-0.5 text-muted text-sm">
          {[optionsText(options), stock(stockStatus === 'SOLD_OUT' ? 'soldOut' : 'inStock')]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <EndAlert alert={alert} />
    </article>
  );
}

/** One that was told is over already: it only leaves the list. */
function EndAlert({ alert: { id, state, productName, options } }: { alert: MyRestock }) {
  const t = useTranslations('restock.mine');
  const refusalText = useRestockRefusal();
  const end = async () => {
    const form = new FormData();
    form.set('id', id);
    const ended = await endMyRestockByForm({ status: 'idle' }, form);
    if (ended.status === 'done') toast.success(t('ended'));
    else if (ended.status === 'failed') toast.error(refusalText(ended.error));
  };
  const name = [productName, optionsText(options)].filter(Boolean).join(' ');
  const hidden = <span className="sr-only">: {name}</span>;
  if (state === 'NOTIFIED')
    return (
      <Button variant="ghost" size="sm" onClick={end} className="text-muted max-sm:w-full">
        {t('remove')}
        {hidden}
      </Button>
    );
  return (
    <ConfirmDialog
      trigger={
        <Button variant="outline" size="sm" className="max-sm:w-full">
          {t('end')}
          {hidden}
        </Button>
      }
      title={t('endTitle')}
      description={t('endBody', { name })}
      confirmLabel={t('end')}
      onConfirm={end}
    />
  );
}
