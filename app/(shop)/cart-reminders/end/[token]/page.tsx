import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CartRemindersEnd } from '@/components/shop/cart-reminders-end';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { memberOfReminderLink } from '@/lib/http/cart-reminder-links';
import { endReminders } from './actions';

type EndPageProps = { params: Promise<{ token: string }> };

/** The address lets its holder act: it is neither for search engines, nor for the sites that the page links to. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('orders.reminders');
  return { title: t('title'), robots: { index: false }, referrer: 'no-referrer' };
}

export default async function EndCartRemindersPage({ params }: EndPageProps) {
  const [{ token }, t] = await Promise.all([params, getTranslations('orders.reminders')]);
  return (
    <div className="mx-auto grid w-full max-w-md grid-cols-1 gap-6 px-5 py-8 sm:py-14">
      <PageHeading title={t('title')} />
      {memberOfReminderLink(token) ? (
        <CartRemindersEnd token={token} endReminders={endReminders} />
      ) : (
        <Notice tone="warning">{t('unknown')}</Notice>
      )}
    </div>
  );
}
