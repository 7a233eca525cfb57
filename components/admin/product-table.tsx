'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { thumbnailOf } from '@/components/shop/picture';
import { ArtFrame } from '@/components/ui/art-frame';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Money } from '@/components/ui/money';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { AdminProductItem } from '@/lib/catalog/admin-model';
import { paths } from '@/lib/http/paths';
import { changeStatusesByForm } from './product-actions';
import { ProductStatusPill } from './product-words';
import { StockPill } from './stock-words';

/** Products as rows that open by click and keyboard, and that can be chosen to put on sale or archive together. */
export function ProductTable({ products }: { products: AdminProductItem[] }) {
  const t = useTranslations('admin.products.list');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (ids: string[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) isChosen ? next.add(id) : next.delete(id);
    setChosen(next);
  };
  const allIds = products.map(({ id }) => id);
  return (
    <div className="grid grid-cols-1 gap-3">
      <BulkBar productIds={[...chosen]} onDone={() => setChosen(new Set())} />
      <RowKeys>
        <Table label={t('product')}>
          <TableHead>
            <tr>
              <TableHeading className="w-10">
                <Checkbox
                  label={t('selectAll')}
                  labelHidden
                  checked={allIds.every((id) => chosen.has(id))}
                  onChange={(event) => choose(allIds, event.target.checked)}
                  className="align-middle"
                />
              </TableHeading>
              <TableHeading>{t('product')}</TableHeading>
              <TableHeading>{t('status')}</TableHeading>
              <TableHeading>{t('stock')}</TableHeading>
              <TableHeading numeric>{t('units')}</TableHeading>
              <TableHeading numeric>{t('price')}</TableHeading>
              <TableHeading className="max-md:hidden">{t('category')}</TableHeading>
              <TableHeading numeric className="max-lg:hidden">
                {t('variants')}
              </TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {products.map((product) => (
              <ProductRow
                key={product.id}
                product={product}
                isChosen={chosen.has(product.id)}
                onChoose={(isChosen) => choose([product.id], isChosen)}
              />
            ))}
          </TableBody>
        </Table>
      </RowKeys>
    </div>
  );
}

type ProductRowProps = { product: AdminProductItem; isChosen: boolean; onChoose: (isChosen: boolean) => void };

function ProductRow({ product, isChosen, onChoose }: ProductRowProps) {
  const t = useTranslations('admin.products.list');
  const { id, name, image, status, stockStatus, availableUnits, priceWon, category, variantCount } = product;
  return (
    <TableRow>
      <TableCell>
        <Checkbox
          label={t('select', { name })}
          labelHidden
          checked={isChosen}
          onChange={(event) => onChoose(event.target.checked)}
          className="relative align-middle"
        />
      </TableCell>
      <TableCell className="min-w-44">
        <span className="flex items-center gap-3">
          <ArtFrame src={thumbnailOf(image?.url ?? null)} alt="" className="size-8 shrink-0 rounded-sm" />
          <Link href={paths.adminProduct(id)} {...rowLink}>
            {name}
          </Link>
        </span>
      </TableCell>
      <TableCell>
        <ProductStatusPill status={status} />
      </TableCell>
      <TableCell>
        <StockPill status={stockStatus} />
      </TableCell>
      <TableCell numeric>{availableUnits.toLocaleString('en-US')}</TableCell>
      <TableCell numeric>
        <Money won={priceWon} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-md:hidden">{category.name}</TableCell>
      <TableCell numeric className="text-muted max-lg:hidden">
        {t('variantCount', { count: variantCount })}
      </TableCell>
    </TableRow>
  );
}

const bulkStatuses = ['ACTIVE', 'ARCHIVED'] as const;

function BulkBar({ productIds, onDone }: { productIds: string[]; onDone: () => void }) {
  const t = useTranslations('admin.products.bulk');
  const router = useRouter();
  const count = productIds.length;
  const change = async (status: (typeof bulkStatuses)[number]) => {
    const form = new FormData();
    form.set('productIds', JSON.stringify(productIds));
    form.set('status', status);
    const result = await changeStatusesByForm({ status: 'idle' }, form).catch(() => null);
    if (result?.status !== 'done') return void toast.error(t('failed'));
    const { changedCount, refused } = result.value;
    if (refused.length > 0) toast.warning(t('partly', { count: changedCount, refused: refused.length }));
    else toast.success(t('done', { count: changedCount }));
    onDone();
    router.refresh();
  };
  if (count === 0) return null;
  return (
    <section
      aria-label={t('label')}
      className="flex flex-wrap items-center gap-2 rounded-md border bg-sunken/60 px-4 py-2"
    >
      <p className="mr-auto font-medium text-sm tabular-nums">{t('selected', { count })}</p>
      {bulkStatuses.map((status) => (
        <ConfirmDialog
          key={status}
          trigger={
            <Button variant="outline" size="sm">
              {t(status)}
            </Button>
          }
          title={t(`title${status}`, { count })}
          description={t(`body${status}`)}
          confirmLabel={t(status)}
          tone={status === 'ACTIVE' ? 'primary' : 'danger'}
          onConfirm={() => change(status)}
        />
      ))}
    </section>
  );
}
