import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server';
import { CampaignBuilder } from '@/components/admin/campaign-builder';
import { draftOf } from '@/components/admin/campaign-draft';
import { CampaignStatePill } from '@/components/admin/campaign-words';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { PageHeading } from '@/components/ui/page-heading';
import { paths } from '@/lib/http/paths';
import { localize } from '@/lib/shared/locale';
import { readBuilder } from '../../builder';
import { readCampaignAt } from '../campaign';

type EditCampaignProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: EditCampaignProps): Promise<Metadata> {
  const { name } = await readCampaignAt((await params).id);
  return { title: localize(name, await getLocale()) };
}

export default async function EditCampaignPage({ params }: EditCampaignProps) {
  const campaign = await readCampaignAt((await params).id);
  const [locale, timeZone, t] = await Promise.all([
    getLocale(),
    getTimeZone(),
    getTranslations('admin.coupons.builder'),
  ]);
  const { categories, others, productNames } = await readBuilder(campaign);
  const name = localize(campaign.name, locale);
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminCampaigns}>{t('back')}</Link>
            <Link href={paths.adminCampaign(campaign.id)}>{name}</Link>
            <span aria-current="page">{t('editTitle')}</span>
          </Breadcrumb>
        }
        title={
          <span className="flex flex-wrap items-center gap-2.5">
            {name} <CampaignStatePill state={campaign.state} />
          </span>
        }
      />
      <CampaignBuilder
        key={`${campaign.id} ${campaign.version}`}
        campaign={campaign}
        start={draftOf(campaign, { timeZone, productNames })}
        categories={categories}
        others={others}
      />
    </div>
  );
}
