import type { Metadata } from 'next';
import Link from 'next/link';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { CampaignBuilder } from '@/components/admin/campaign-builder';
import { copyOf, draftOf, emptyCampaign } from '@/components/admin/campaign-draft';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { PageHeading } from '@/components/ui/page-heading';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { now as clockNow } from '@/lib/shared/clock';
import type { Locale } from '@/lib/shared/locale';
import { readCampaignAt } from '../[id]/campaign';
import { readBuilder } from '../builder';

type NewCampaignProps = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.coupons.builder');
  return { title: t('newTitle') };
}

/** An empty campaign, or what another has: `?from=` its id. */
export default async function NewCampaignPage({ searchParams }: NewCampaignProps) {
  await requireAdmin(paths.adminNewCampaign);
  const { from } = await searchParams;
  const [t, timeZone] = await Promise.all([getTranslations('admin.coupons.builder'), getTimeZone()]);
  const model = typeof from === 'string' ? await readCampaignAt(from) : null;
  const { categories, others, productNames } = await readBuilder(model);
  const start = model
    ? copyOf(draftOf(model, { timeZone, productNames }), { suffix: await copySuffix(), now: clockNow(), timeZone })
    : emptyCampaign;
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminCampaigns}>{t('back')}</Link>
            <span aria-current="page">{t('newTitle')}</span>
          </Breadcrumb>
        }
        title={t('newTitle')}
        description={t(model ? 'copyLead' : 'newLead')}
      />
      <CampaignBuilder key={model?.id} campaign={null} start={start} categories={categories} others={others} />
    </div>
  );
}

/** A name in each language is marked in its own. */
async function copySuffix() {
  const suffixIn = async (locale: Locale) =>
    (await getTranslations({ locale, namespace: 'admin.coupons.builder' }))('copySuffix');
  return { ko: await suffixIn('ko'), en: await suffixIn('en') };
}
