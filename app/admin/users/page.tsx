import { Users } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { UserFilters } from '@/components/admin/user-filters';
import { UserListQuery, userListPath } from '@/components/admin/user-query';
import { UserTable } from '@/components/admin/user-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeading } from '@/components/ui/page-heading';
import { Pagination } from '@/components/ui/pagination';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { listUsers } from '@/lib/identity/queries';

const pageSize = 30;

type UsersPageProps = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.users');
  return { title: t('title') };
}

export default async function UsersPage({ searchParams }: UsersPageProps) {
  await requireAdmin(paths.adminUsers);
  const t = await getTranslations('admin.users');
  const query = UserListQuery.parse(await searchParams);
  const page = await listUsers(db(), { ...query, limit: pageSize });
  const firstHref = userListPath({ ...query, cursor: undefined });
  if (!page.ok) redirect(firstHref);
  const { items, nextCursor } = page.value;
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} />
      <UserFilters query={query} />
      {items.length > 0 ? (
        <UserTable users={items} />
      ) : (
        <EmptyState
          icon={Users}
          title={t('list.noneTitle')}
          body={t('list.noneBody')}
          className="rounded-md border bg-surface"
        />
      )}
      <Pagination
        link={Link}
        previousHref={query.cursor ? firstHref : null}
        nextHref={nextCursor ? userListPath({ ...query, cursor: nextCursor }) : null}
      />
    </div>
  );
}
