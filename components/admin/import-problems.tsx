import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Pagination } from '@/components/ui/pagination';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { ImportProblem } from '@/lib/bulk/model';
import { paths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';

type ImportProblemsProps = { importId: string; page: Page<ImportProblem>; cursor: string | undefined };

/** Every bad cell: where it stands, what stands in it, and why it is bad. */
export function ImportProblems({ importId, page, cursor }: ImportProblemsProps) {
  const t = useTranslations('admin.imports.problems');
  const path = paths.adminImport(importId);
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="font-semibold text-base">{t('title')}</h2>
      <Table label={t('title')}>
        <TableHead>
          <tr>
            <TableHeading numeric>{t('line')}</TableHeading>
            <TableHeading>{t('column')}</TableHeading>
            <TableHeading>{t('reason')}</TableHeading>
            <TableHeading>{t('cell')}</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {page.items.map(({ line, column, message, cell }) => (
            <TableRow key={`${line} ${column}`}>
              <TableCell numeric className="w-16 font-medium">
                {line}
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {column ? <span className="font-mono text-[0.8125rem]">{column}</span> : t('wholeRow')}
              </TableCell>
              <TableCell className="min-w-56">{message}</TableCell>
              <TableCell className="max-w-72 truncate text-muted">{cell || '–'}</TableCell>
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
