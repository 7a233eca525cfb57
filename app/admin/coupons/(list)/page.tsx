import { Plus, TicketPercent } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CampaignFilters } from '@/components/admin/campaign-filters';
import { CampaignListQuery, campaignListPath } from '@/components/admin/campaign-query';
import { CampaignTable } from '@/components/admin/campaign-table';
import { CampaignTabs } from '@/components/admin/campaign-tabs';
import { CouponSections } from '@/components/admin/coupon-sections';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import { Pagination } from '@/components/ui/pagination';
import { countOpenFlags } from '@/lib/coupons/abuse-queries';
import { countCampaigns, listCampaigns } from '@/lib/coupons/admin-queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { now as clockNow } from '@/lib/shared/clock';

const pageSize = 30;

type CampaignsPageProps = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.coupons');
  return { title: t('title') };
}

export default async function CampaignsPage({ searchParams }: CampaignsPageProps) {
  await requireAdmin(paths.adminCampaigns);
  const t = await getTranslations('admin.coupons');
  const query = CampaignListQuery.parse(await searchParams);
  const now = clockNow();
  const [page, counts, openCount] = await Promise.all([
    listCampaigns(db(), { ...query, limit: pageSize }, { now }),
    countCampaigns(db(), { now }),
    countOpenFlags(db()),
  ]);
  const firstHref = campaignListPath({ ...query, cursor: undefined });
  if (!page.ok) redirect(firstHref);
  const { items, nextCursor } = page.value;
  const add = (
    <LinkButton asChild size="sm">
      <Link href={paths.adminNewCampaign}>
        <Plus aria-hidden />
        {t('add')}
      </Link>
    </LinkButton>
  );

  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('title')} description={t('lead')} actions={add} />
      <CouponSections here="campaigns" openCount={openCount} />
      <CampaignTabs query={query} counts={counts} />
      <CampaignFilters query={query} />
      {items.length > 0 ? <CampaignTable campaigns={items} /> : <NoCampaigns query={query} />}
      <Pagination
        link={Link}
        previousHref={query.cursor ? firstHref : null}
        nextHref={nextCursor ? campaignListPath({ ...query, cursor: nextCursor }) : null}
      />
    </div>
  );
}

async function NoCampaigns({ query }: { query: CampaignListQuery }) {
  const [t, tFilter] = await Promise.all([getTranslations('admin.coupons'), getTranslations('admin.filter')]);
  const isNarrowed = Boolean(query.q || query.way || query.state);
  return (
    <EmptyState
      icon={TicketPercent}
      title={t(isNarrowed ? 'list.noneTitle' : 'list.emptyTitle')}
      body={t(isNarrowed ? 'list.noneBody' : 'list.emptyBody')}
      action={
        <LinkButton asChild variant="outline" size="sm">
          {isNarrowed ? (
            <Link href={paths.adminCampaigns}>{tFilter('reset')}</Link>
          ) : (
            <Link href={paths.adminNewCampaign}>{t('add')}</Link>
          )}
        </LinkButton>
      }
      className="rounded-md border bg-surface"
    />
  );
}
