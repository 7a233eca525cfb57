import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Pagination } from '@/components/ui/pagination';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { ImportChange } from '@/lib/bulk/model';
import { paths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { EffectPill } from './import-words';

/** Columns of one row that are shown. */
const cellsShown = 6;

type ImportChangesProps = { importId: string; page: Page<ImportChange>; cursor: string | undefined };

/** What each row does: cells as they are, and as they will be. */
export function ImportChanges({ importId, page, cursor }: ImportChangesProps) {
  const t = useTranslations('admin.imports.changes');
  const path = paths.adminImport(importId);
  if (page.items.length === 0) return null;
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="font-semibold text-base">{t('title')}</h2>
      <Table label={t('title')}>
        <TableHead>
          <tr>
            <TableHeading numeric>{t('line')}</TableHeading>
            <TableHeading>{t('product')}</TableHeading>
            <TableHeading>{t('what')}</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {page.items.map((change) => (
            <TableRow key={change.line}>
              <TableCell numeric className="w-12 align-top text-muted sm:w-16">
                {change.line}
              </TableCell>
              <TableCell className="min-w-28 align-top sm:min-w-44">
                <span className="block font-medium">{change.name}</span>
                <span className="block text-faint text-xs [overflow-wrap:anywhere]">
                  {change.productSlug} · {change.sku}
                </span>
                <span className="mt-1.5 block">
                  <EffectPill effect={change.productEffect === 'CREATE' ? 'CREATE' : effectOf(change)} />
                </span>
              </TableCell>
              <TableCell className="min-w-36 sm:min-w-72">
                <ChangedCells cells={change.cells} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Pagination
        link={Link}
        previousHref={cursor ? path : null}
        nextHref={page.nextCursor ? `${path}?cursor=${encodeURIComponent(page.nextCursor)}` : null}
      />
    </section>
  );
}

/** A row whose variant stays may still change its product. */
function effectOf({ variantEffect, productEffect }: ImportChange) {
  return variantEffect === 'SAME' ? productEffect : variantEffect;
}

function ChangedCells({ cells }: { cells: ImportChange['cells'] }) {
  const t = useTranslations('admin.imports.changes');
  const hidden = cells.length - cellsShown;
  return (
    <ul className="grid gap-1 text-[0.8125rem]">
      {cells.slice(0, cellsShown).map(({ column, before, after }) => (
        <li key={column} className="flex min-w-0 max-sm:flex-col sm:gap-2.5">
          <span className="w-28 shrink-0 font-mono text-faint text-xs leading-5">{column}</span>
          <span className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">
            {before !== null && <del className="mr-2 text-faint decoration-faint">{before || t('empty')}</del>}
            <ins className="no-underline">{after || t('empty')}</ins>
          </span>
        </li>
      ))}
      {hidden > 0 && <li className="text-faint text-xs">{t('more', { count: hidden })}</li>}
    </ul>
  );
}
