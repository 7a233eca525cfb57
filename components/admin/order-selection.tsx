'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { type AdminOrderSummary, type TransitionTarget, transitionTargets } from '@/lib/orders/model';
import { OrderBulkDialog } from './order-bulk-dialog';
import { OrderTable } from './order-table';

/** The list's orders, to be chosen and moved along together. What is chosen and no longer on the page is chosen no more. */
export function OrderSelection({ orders }: { orders: AdminOrderSummary[] }) {
  const t = useTranslations('admin.orders.bulk');
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  /** As they were chosen: the list goes on changing below the dialog. */
  const [move, setMove] = useState<{ orders: AdminOrderSummary[]; to: TransitionTarget } | null>(null);
  const chosen = orders.filter(({ id }) => chosenIds.has(id));
  return (
    <>
      <OrderTable orders={orders} selection={{ chosenIds, onChoose: setChosenIds }} />
      {chosen.length > 0 && (
        <section
          aria-label={t('label')}
          className="sticky bottom-3 z-20 flex animate-fade-in flex-wrap items-center gap-x-3 gap-y-2 justify-self-center rounded-lg border bg-raised px-4 py-2.5 shadow-float"
        >
          <p role="status" className="font-medium text-sm tabular-nums">
            {t('count', { count: chosen.length })}
          </p>
          <div className="flex flex-wrap gap-2">
            {transitionTargets.map((to) => (
              <Button key={to} size="sm" variant="secondary" onClick={() => setMove({ orders: chosen, to })}>
                {t(to)}
              </Button>
            ))}
            <Button size="sm" variant="ghost" onClick={() => setChosenIds(new Set())}>
              {t('clear')}
            </Button>
          </div>
        </section>
      )}
      {move && (
        <OrderBulkDialog
          {...move}
          onMoved={(movedIds) => setChosenIds((ids) => new Set([...ids].filter((id) => !movedIds.includes(id))))}
          onClose={() => setMove(null)}
        />
      )}
    </>
  );
}
