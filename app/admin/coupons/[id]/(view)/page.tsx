import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { CampaignCommands } from '@/components/admin/campaign-commands';
import { CampaignFunnel } from '@/components/admin/campaign-funnel';
import { CampaignGrants } from '@/components/admin/campaign-grants';
import { CampaignRevocation } from '@/components/admin/campaign-revoke';
import { CampaignTerms } from '@/components/admin/campaign-terms';
import { CampaignStatePill } from '@/components/admin/campaign-words';
import { categoryChoices } from '@/components/admin/category-choices';
import { CodeBatches } from '@/components/admin/code-batches';
import { IssuedCoupons } from '@/components/admin/issued-coupons';
import { queryText } from '@/components/queries/query-text';

import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Card, CardSection } from '@/components/ui/card';
import { PageHeading } from '@/components/ui/page-heading';
import { readProductNames } from '@/lib/catalog/admin-queries';
import { readCategoryMenu } from '@/lib/catalog/queries';
import { type AdminCampaign, IssuedCouponQuery } from '@/lib/coupons/admin-model';
import { listCodeBatches, listGrants, listIssuedCoupons, readCampaignStats } from '@/lib/coupons/admin-queries';
import { readCampaignRevocation } from '@/lib/coupons/revocation-queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { type Locale, localize } from '@/lib/shared/locale';
import { PageQuery } from '@/lib/shared/pagination';
import { unwrap } from '@/lib/shared/result';
import { readCampaignAt } from '../campaign';

type CampaignPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, unknown>> };

/** Of an address that someone has edited, what can be understood counts. */
const { state, email, cursor } = IssuedCouponQuery.shape;
const Search = z.object({
  state: state.catch(undefined),
  email: email.catch(undefined),
  cursor: cursor.catch(undefined),
});

export async function generateMetadata({ params }: CampaignPageProps): Promise<Metadata> {
  const { name } = await readCampaignAt((await params).id);
  return { title: localize(name, await getLocale()) };
}

export default async function CampaignPage({ params, searchParams }: CampaignPageProps) {
  const campaign = await readCampaignAt((await params).id);
  const { id: campaignId, issue } = campaign;
  const search = Search.parse(await searchParams);
  const [locale, t] = await Promise.all([getLocale(), getTranslations('admin.coupons')]);
  const [stats, coupons, grants, revocation, batches, scopeNames] = await Promise.all([
    readCampaignStats(db(), campaignId),
    listIssuedCoupons(db(), { campaignId, ...IssuedCouponQuery.parse(search) }),
    listGrants(db(), { campaignId, ...PageQuery.parse({}) }),
    readCampaignRevocation(db(), campaignId),
    issue.way === 'CODE' ? listCodeBatches(db(), campaignId) : [],
    readScopeNames(campaign, locale),
  ]);
  if (!coupons.ok) redirect(paths.adminCampaign(campaignId));

  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminCampaigns}>{t('title')}</Link>
            <span aria-current="page">{localize(campaign.name, locale)}</span>
          </Breadcrumb>
        }
        title={
          <span className="flex flex-wrap items-center gap-2.5">
            {localize(campaign.name, locale)} <CampaignStatePill state={campaign.state} />
          </span>
        }
        actions={<CampaignCommands campaign={campaign} />}
      />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-6">
          {revocation.ok && (
            <CampaignRevocation key={revocation.value.id} campaignId={campaignId} rendered={revocation.value} />
          )}
          <CampaignFunnel campaign={campaign} rendered={unwrap(stats)} />
          <IssuedCoupons key={queryText(search)} campaignId={campaignId} search={search} rendered={coupons.value} />
        </div>
        <Card>
          <CardSection title={t('terms.title')}>
            <CampaignTerms campaign={campaign} scopeNames={scopeNames} />
          </CardSection>
          {issue.way === 'CODE' && (
            <CardSection title={t('codes.title')} description={t('codes.lead')}>
              <CodeBatches campaignId={campaignId} batches={batches} />
            </CardSection>
          )}
          <CardSection title={t('grants.title')} description={t('grants.lead')}>
            <CampaignGrants campaign={campaign} rendered={unwrap(grants)} />
          </CardSection>
        </Card>
      </div>
    </div>
  );
}

/** What a campaign is for, by name. */
async function readScopeNames({ scope }: AdminCampaign, locale: Locale): Promise<string[]> {
  if (scope.type === 'ALL') return [];
  if (scope.type === 'PRODUCTS') return Object.values(await readProductNames(db(), { productIds: scope.ids, locale }));
  const categories = categoryChoices(await readCategoryMenu(db(), { locale }));
  return categories.filter(({ id }) => scope.ids.includes(id)).map(({ name }) => name);
}
