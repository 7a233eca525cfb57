import { FileSpreadsheet } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { ProductImport } from '@/lib/bulk/model';
import { paths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { ImportPill } from './import-words';

type ImportListProps = { page: Page<ProductImport>; cursor: string | undefined };

/** Files that were brought of late, and what came of them. */
export function ImportList({ page, cursor }: ImportListProps) {
  const t = useTranslations('admin.imports.list');
  if (page.items.length === 0) {
    return (
      <EmptyState
        icon={FileSpreadsheet}
        title={t('emptyTitle')}
        body={t('emptyBody')}
        className="rounded-md border bg-surface"
      />
    );
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      <RowKeys>
        <Table label={t('title')}>
          <TableHead>
            <tr>
              <TableHeading>{t('file')}</TableHeading>
              <TableHeading>{t('state')}</TableHeading>
              <TableHeading numeric>{t('rows')}</TableHeading>
              <TableHeading numeric>{t('bad')}</TableHeading>
              <TableHeading className="pl-8">{t('by')}</TableHeading>
              <TableHeading>{t('when')}</TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {page.items.map(({ id, fileName, state, rowCount, badRowCount, actor, createdAt }) => (
              <TableRow key={id}>
                <TableCell>
                  <Link href={paths.adminImport(id)} {...rowLink}>
                    {fileName || t('unnamed')}
                  </Link>
                </TableCell>
                <TableCell>
                  <ImportPill state={state} />
                </TableCell>
                <TableCell numeric>{rowCount.toLocaleString('en-US')}</TableCell>
                <TableCell numeric className={cn(badRowCount > 0 ? 'font-medium text-danger' : 'text-faint')}>
                  {badRowCount.toLocaleString('en-US')}
                </TableCell>
                <TableCell className="whitespace-nowrap pl-8 text-muted">{actor?.name ?? '–'}</TableCell>
                <TableCell className="whitespace-nowrap text-muted">
                  <RelativeTime at={createdAt} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </RowKeys>
      <Pagination
        link={Link}
        previousHref={cursor ? paths.adminImports : null}
        nextHref={page.nextCursor ? `${paths.adminImports}?cursor=${encodeURIComponent(page.nextCursor)}` : null}
      />
    </div>
  );
}
