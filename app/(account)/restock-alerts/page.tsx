import { BellRing } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { RestockItem } from '@/components/shop/restock-item';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { actorOf, requireUser } from '@/lib/identity/auth';
import type { Actor } from '@/lib/identity/model';
import type { MyRestock } from '@/lib/notifications/restock/model';
import { listMyRestocks } from '@/lib/notifications/restock/queries';
import type { Page } from '@/lib/shared/pagination';

type RestockAlertsProps = { searchParams: Promise<{ cursor?: string | string[] }> };

const pageSize = 20;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('restock.mine');
  return { title: t('title') };
}

export default async function RestockAlertsPage({ searchParams }: RestockAlertsProps) {
  const [user, search, t] = await Promise.all([
    requireUser(paths.restockAlerts),
    searchParams,
    getTranslations('restock.mine'),
  ]);
  const cursor = typeof search.cursor === 'string' ? search.cursor : undefined;
  const { items, nextCursor } = await readPage(actorOf(user), cursor);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading title={t('title')} description={t('lead')} />
      {items.length === 0 ? (
        <NoAlerts />
      ) : (
        <ul aria-label={t('label')} className="grid grid-cols-1 gap-3">
          {items.map((alert) => (
            <li key={alert.id}>
              <RestockItem alert={alert} />
            </li>
          ))}
        </ul>
      )}
      <div className="flex justify-center gap-2 empty:hidden">
        {cursor && (
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={paths.restockAlerts}>{t('newest')}</Link>
          </LinkButton>
        )}
        {nextCursor && (
          <LinkButton asChild variant="outline" size="sm">
            <Link href={`${paths.restockAlerts}?${new URLSearchParams({ cursor: nextCursor })}`} rel="next">
              {t('older')}
            </Link>
          </LinkButton>
        )}
      </div>
    </div>
  );
}

/** A cursor that is not one of ours leads to the newest alerts. */
async function readPage(actor: Actor, cursor: string | undefined): Promise<Page<MyRestock>> {
  const locale = await getLocale();
  const listed = await listMyRestocks(db(), { actor, limit: pageSize, cursor }, { locale });
  if (listed.ok) return listed.value;
  const newest = await listMyRestocks(db(), { actor, limit: pageSize }, { locale });
  return newest.ok ? newest.value : { items: [], nextCursor: null };
}

async function NoAlerts() {
  const t = await getTranslations('restock.mine');
  return (
    <EmptyState
      icon={BellRing}
      title={t('none')}
      body={t('noneBody')}
      action={
        <LinkButton asChild>
          <Link href={paths.products}>{t('toProducts')}</Link>
        </LinkButton>
      }
    />
  );
}
