import { ShieldCheck } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { AbuseFilters } from '@/components/admin/abuse-filters';
import { AbuseFlags } from '@/components/admin/abuse-flags';
import { AbuseListQuery, abuseListPath } from '@/components/admin/abuse-query';
import { CouponSections } from '@/components/admin/coupon-sections';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeading } from '@/components/ui/page-heading';
import { Pagination } from '@/components/ui/pagination';
import { listAbuseFlags } from '@/lib/coupons/abuse-queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';

const pageSize = 20;

type AbusePageProps = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.coupons.abuse');
  return { title: t('title') };
}

export default async function AbusePage({ searchParams }: AbusePageProps) {
  await requireAdmin(paths.adminAbuse);
  const [locale, t] = await Promise.all([getLocale(), getTranslations('admin.coupons')]);
  const query = AbuseListQuery.parse(await searchParams);
  const page = await listAbuseFlags(db(), { ...query, limit: pageSize }, { locale });
  const firstHref = abuseListPath({ ...query, cursor: undefined });
  if (!page.ok) redirect(firstHref);
  const { items, nextCursor, openCount } = page.value;
  const isNarrowed = Boolean(query.kind || query.campaignId || query.state !== 'OPEN');
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading size="sm" title={t('abuse.title')} description={t('abuse.lead')} />
      <CouponSections here="abuse" openCount={openCount} />
      <AbuseFilters query={query} />
      {items.length > 0 ? (
        <AbuseFlags flags={items} />
      ) : (
        <EmptyState
          icon={ShieldCheck}
          title={t(isNarrowed ? 'abuse.noneTitle' : 'abuse.emptyTitle')}
          body={t(isNarrowed ? 'abuse.noneBody' : 'abuse.emptyBody')}
          className="rounded-md border bg-surface"
        />
      )}
      <Pagination
        link={Link}
        previousHref={query.cursor ? firstHref : null}
        nextHref={nextCursor ? abuseListPath({ ...query, cursor: nextCursor }) : null}
      />
    </div>
  );
}
