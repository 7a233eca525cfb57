'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { focusHeading } from '@/components/orders/focus-heading';
import { useMoveOrders, useTransitionPreview } from '@/components/queries/order-transitions';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { Spinner } from '@/components/ui/spinner';
import type { AdminOrderSummary, TransitionResult, TransitionTarget } from '@/lib/orders/model';

type OrderBulkDialogProps = {
  orders: AdminOrderSummary[];
  to: TransitionTarget;
  onMoved: (orderIds: string[]) => void;
  onClose: () => void;
};

/** Moves many orders along: says first which can be moved and why the others can't, then what became of each. */
export function OrderBulkDialog({ orders, to, onMoved, onClose }: OrderBulkDialogProps) {
  const t = useTranslations('admin.orders.bulk');
  const router = useRouter();
  const preview = useTransitionPreview({ orderIds: orders.map(({ id }) => id), to });
  const looked = preview.data?.results ?? [];
  const movable = looked.filter(({ ok }) => ok).map(({ orderId }) => orderId);
  const move = useMoveOrders({
    onMoved: ({ results }) => {
      onMoved(results.filter(({ ok }) => ok).map(({ orderId }) => orderId));
      router.refresh();
    },
  });
  const numberOf = new Map(orders.map(({ id, number }) => [id, number]));

  const footer = move.data ? (
    <DialogClose asChild>
      <Button>{t('close')}</Button>
    </DialogClose>
  ) : (
    movable.length > 0 && (
      <Button loading={move.isPending} onClick={() => move.mutate({ orderIds: movable, to })}>
        {t('confirm', { count: movable.length })}
      </Button>
    )
  );
  return (
    // An answer that is under way would find nobody to read it.
    <Dialog open onOpenChange={(open) => !open && !move.isPending && onClose()}>
      <DialogContent title={t(`title.${to}`)} onCloseAutoFocus={focusHeading} footer={footer}>
        <div className="grid gap-4 text-sm">
          {move.isError && <Notice tone="danger">{t('failed')}</Notice>}
          {move.data ? (
            <Outcome results={move.data.results} numberOf={numberOf} />
          ) : preview.data ? (
            <>
              <p role="status">
                {movable.length > 0 ? t('can', { total: orders.length, count: movable.length }) : t('canNone')}
              </p>
              <Named title="cannot" results={looked.filter(({ ok }) => !ok)} numberOf={numberOf} />
            </>
          ) : preview.isError ? (
            <Notice
              tone="danger"
              action={
                <Button size="sm" variant="secondary" onClick={() => preview.refetch()}>
                  {t('retry')}
                </Button>
              }
            >
              {t('lookFailed')}
            </Notice>
          ) : (
            <p role="status" className="flex items-center gap-2 text-muted">
              <Spinner /> {t('looking')}
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

type NamedProps = { results: TransitionResult[]; numberOf: ReadonlyMap<string, string> };

function Outcome({ results, numberOf }: NamedProps) {
  const t = useTranslations('admin.orders.bulk');
  const moved = results.filter(({ ok }) => ok);
  return (
    <>
      <Notice tone={moved.length === results.length ? 'success' : 'warning'}>
        {moved.length > 0 ? t('done', { count: moved.length }) : t('doneNone')}
      </Notice>
      <Named title="refused" results={results.filter(({ ok }) => !ok)} numberOf={numberOf} />
      <Named title="moved" results={moved} numberOf={numberOf} />
    </>
  );
}

/** Orders by number, each with how it stands. */
function Named({ title, results, numberOf }: NamedProps & { title: 'cannot' | 'refused' | 'moved' }) {
  const t = useTranslations('admin.orders.bulk');
  const tStatus = useTranslations('admin.orders.status');
  if (results.length === 0) return null;
  return (
    <section>
      <h3 className="font-semibold">{t(title, { count: results.length })}</h3>
      <ul className="mt-2 divide-y rounded-md border">
        {results.map(({ orderId, status }) => (
          <li key={orderId} className="flex flex-wrap justify-between gap-x-4 px-3 py-2">
            <span className="font-medium tabular-nums">{numberOf.get(orderId)}</span>
            <span className="text-muted">{status ? t('is', { status: tStatus(status) }) : t('missing')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
