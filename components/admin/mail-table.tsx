'use client';

import { Mail } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { MessageSearch } from '@/components/queries/message-search';
import { useMessages } from '@/components/queries/messages';
import { pathWith } from '@/components/queries/query-text';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowKeys } from '@/components/ui/row-keys';
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import { paths } from '@/lib/http/paths';
import type { MessageView } from '@/lib/notifications/model';
import type { Page } from '@/lib/shared/pagination';
import { MessagePill } from './mail-words';

type MailTableProps = { search: MessageSearch; rendered: Page<MessageView>; isNarrowed: boolean };

/** Every mail, newest first, fresh without reload. */
export function MailTable({ search, rendered, isNarrowed }: MailTableProps) {
  const t = useTranslations('admin.mail');
  const { data: page, isError } = useMessages(search, rendered);
  if (page.items.length === 0) {
    const said = isNarrowed
      ? { title: t('noneTitle'), body: t('noneBody') }
      : { title: t('emptyTitle'), body: t('emptyBody') };
    return <EmptyState icon={Mail} {...said} className="rounded-md border bg-surface" />;
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <RowKeys>
        <Table label={t('title')}>
          <TableHead>
            <tr>
              <TableHeading>{t('columns.subject')}</TableHeading>
              <TableHeading>{t('columns.recipient')}</TableHeading>
              <TableHeading>{t('columns.kind')}</TableHeading>
              <TableHeading>{t('columns.state')}</TableHeading>
              <TableHeading numeric>{t('columns.attempts')}</TableHeading>
              <TableHeading numeric>{t('columns.created')}</TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {page.items.map((message) => (
              <MailRow key={message.id} message={message} />
            ))}
          </TableBody>
        </Table>
      </RowKeys>
      <Pagination
        link={Link}
        previousHref={search.cursor ? hrefOf({ ...search, cursor: undefined }) : null}
        nextHref={page.nextCursor ? hrefOf({ ...search, cursor: page.nextCursor }) : null}
      />
    </div>
  );
}

function MailRow({ message }: { message: MessageView }) {
  const t = useTranslations('admin.mail.kinds');
  const { id, subject, recipient, kind, attempts, createdAt } = message;
  return (
    <TableRow>
      <TableCell className="max-w-80 truncate">
        <Link href={paths.adminMailOf(id)} {...rowLink}>
          {subject}
        </Link>
      </TableCell>
      <TableCell className="max-w-60 truncate text-muted">{recipient}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">{t(kind)}</TableCell>
      <TableCell>
        <MessagePill message={message} />
      </TableCell>
      <TableCell numeric>{attempts}</TableCell>
      <TableCell numeric className="text-muted">
        <RelativeTime at={createdAt} />
      </TableCell>
    </TableRow>
  );
}

function hrefOf(search: MessageSearch): string {
  return pathWith(paths.adminMail, search);
}
