import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EndPanel } from '@/components/shop/restock-link-panel';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { linkedAlert } from '../../linked-alert';

type EndPageProps = { params: Promise<{ token: string }> };

/** The address lets its holder act: it is neither for search engines, nor for the sites that the page links to. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('restock.links');
  return { title: t('endTitle'), robots: { index: false }, referrer: 'no-referrer' };
}

export default async function EndRestockPage({ params }: EndPageProps) {
  const { token } = await params;
  const [alert, t] = await Promise.all([linkedAlert(token, 'end'), getTranslations('restock')]);
  return (
    <div className="mx-auto grid w-full max-w-md grid-cols-1 gap-6 px-5 py-8 sm:py-14">
      <PageHeading title={t('links.endTitle')} />
      {alert ? (
        <EndPanel token={token} alert={alert} />
      ) : (
        <Notice tone="warning" title={t('links.unknownTitle')}>
          {t('refusals.unknownLink')}
        </Notice>
      )}
    </div>
  );
}
