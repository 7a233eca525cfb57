'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Truck } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { stockKey, useExpectedStock } from '@/components/queries/stock';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ExpectedStock as Expected, StockRow } from '@/lib/inventory/model';
import type { Page } from '@/lib/shared/pagination';
import { endExpectedStockByForm } from './expected-stock-actions';
import { ExpectedStockDialog } from './expected-stock-dialog';

/** What of a variant is on its way, and the dialog that notes more. */
export function ExpectedStock({ stock, rendered }: { stock: StockRow; rendered: Page<Expected> }) {
  const t = useTranslations('admin.reorder');
  const { data: page } = useExpectedStock(stock.variantId, rendered);
  const open = page.items.filter(({ endedAt }) => endedAt === null);
  return (
    <section className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="font-semibold text-base">{t('expected.title')}</h2>
          <p className="text-muted text-sm">{open.length > 0 ? t('expected.lead') : t('expected.empty')}</p>
        </div>
        <ExpectedStockDialog stock={stock}>
          <Button variant="outline" size="sm">
            <Truck aria-hidden />
            {t('expect.open')}
          </Button>
        </ExpectedStockDialog>
      </div>
      {open.length > 0 && (
        <ul className="divide-y rounded-md border bg-surface">
          {open.map((expected) => (
            <ExpectedItem key={expected.id} expected={expected} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ExpectedItem({ expected }: { expected: Expected }) {
  const t = useTranslations('admin.reorder.expected');
  const format = useFormatter();
  const { units, receivedUnits, expectedAt, note, createdBy, createdAt } = expected;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-0">
        <p className="font-medium tabular-nums">{t('units', { units, received: receivedUnits })}</p>
        <p className="text-muted text-xs [overflow-wrap:anywhere]">
          {expectedAt && `${t('when')} ${format.dateTime(new Date(expectedAt), { dateStyle: 'medium' })} · `}
          {t.rich('noted', { name: createdBy.name, time: () => <RelativeTime at={createdAt} /> })}
          {note && ` · ${note}`}
        </p>
      </div>
      <EndExpected expected={expected} />
    </li>
  );
}

function EndExpected({ expected: { id, units, receivedUnits } }: { expected: Expected }) {
  const t = useTranslations('admin.reorder.expected');
  const queries = useQueryClient();
  const left = units - receivedUnits;
  const end = async () => {
    const form = new FormData();
    form.set('id', id);
    const isDone = await endExpectedStockByForm({ status: 'idle' }, form).then(
      ({ status }) => status === 'done',
      () => false,
    );
    if (isDone) toast.success(t('ended'));
    else toast.error(t('endRefused'));
    await queries.invalidateQueries({ queryKey: stockKey });
  };
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm" aria-label={t('endOf', { units: left })}>
          {t('end')}
        </Button>
      }
      title={t('endTitle')}
      description={t('endBody', { units: left })}
      confirmLabel={t('end')}
      onConfirm={end}
    />
  );
}
