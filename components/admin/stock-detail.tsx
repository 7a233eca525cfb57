'use client';

import { SlidersHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useStock } from '@/components/queries/stock';
import { ArtFrame } from '@/components/ui/art-frame';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Button } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { Stat } from '@/components/ui/stat';
import { quietLink } from '@/components/ui/text-link';
import { paths } from '@/lib/http/paths';
import type { ExpectedStock as Expected, Movement, StockRow } from '@/lib/inventory/model';
import type { Page } from '@/lib/shared/pagination';
import { ExpectedStock } from './expected-stock';
import { StockMoveDialog } from './stock-move-dialog';
import { StockMovements } from './stock-movements';
import { StockThresholdsDialog } from './stock-thresholds-dialog';
import { optionsText, StockPill } from './stock-words';

type StockDetailProps = {
  rendered: StockRow;
  expected: Page<Expected>;
  movements: Page<Movement>;
  cursor: string | undefined;
};

/** One variant: what is there, its limits, what is on its way, and everything that moved it. */
export function StockDetail({ rendered, expected, movements, cursor }: StockDetailProps) {
  const t = useTranslations('admin.stock');
  const { data: stock } = useStock(rendered);
  return (
    <div className="grid grid-cols-1 gap-6">
      <StockHeading stock={stock} />
      <StockNumbers stock={stock} />
      <ExpectedStock stock={stock} rendered={expected} />
      <section className="grid grid-cols-1 gap-3">
        <h2 className="font-semibold text-base">{t('movements.title')}</h2>
        <StockMovements variantId={stock.variantId} rendered={movements} cursor={cursor} />
      </section>
    </div>
  );
}

function StockHeading({ stock }: { stock: StockRow }) {
  const t = useTranslations('admin.stock');
  const options = optionsText(stock.options);
  return (
    <PageHeading
      size="sm"
      above={
        <Breadcrumb>
          <Link href={paths.adminStock}>{t('title')}</Link>
          <span>{stock.sku}</span>
        </Breadcrumb>
      }
      title={
        <span className="flex flex-wrap items-center gap-3">
          <ArtFrame src={stock.image?.url} alt="" className="size-10 rounded-md" />
          {[stock.productName, options].filter(Boolean).join(' · ')}
          <StockPill status={stock.stockStatus} />
        </span>
      }
      description={
        stock.productStatus === 'ACTIVE' && (
          <Link href={paths.product(stock.productSlug)} className={quietLink}>
            {t('viewInShop')}
          </Link>
        )
      }
      actions={
        <>
          <StockThresholdsDialog stock={stock}>
            <Button variant="outline" size="sm">
              <SlidersHorizontal aria-hidden />
              {t('thresholds.open')}
            </Button>
          </StockThresholdsDialog>
          <StockMoveDialog stock={stock}>
            <Button size="sm">{t('move.open')}</Button>
          </StockMoveDialog>
        </>
      }
    />
  );
}

function StockNumbers({ stock }: { stock: StockRow }) {
  const t = useTranslations('admin.stock');
  const units = (count: number) => count.toLocaleString('en-US');
  const limits = [
    { key: 'minimum', value: units(stock.safetyMinUnits) },
    { key: 'maximum', value: stock.safetyMaxUnits === null ? '–' : units(stock.safetyMaxUnits) },
  ] as const;
  return (
    <section aria-label={t('numbers')} className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
      <Stat label={t('columns.available')} value={units(stock.availableUnits)} note={t('note.available')} />
      <Stat label={t('columns.reserved')} value={units(stock.reservedUnits)} note={t('note.reserved')} />
      <Stat label={t('columns.onHand')} value={units(stock.onHandUnits)} note={t('note.onHand')} />
      {limits.map(({ key, value }) => (
        <Stat key={key} label={t(`columns.${key}`)} value={value} note={t(`note.${key}`)} />
      ))}
    </section>
  );
}
