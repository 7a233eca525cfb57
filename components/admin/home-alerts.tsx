'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useNewAlerts } from '@/components/queries/alerts';
import { textLink } from '@/components/ui/text-link';
import { useHydrated } from '@/components/ui/use-hydrated';
import { paths } from '@/lib/http/paths';
import { AlertRows } from './alert-table';

/** The newest alerts that nobody has seen to, as they come; nothing while there are none. */
export function HomeAlerts() {
  const t = useTranslations('admin.alerts');
  const { data } = useNewAlerts();
  // The bell asks for the same, and may have its answer first.
  const isHydrated = useHydrated();
  if (!isHydrated || !data || data.items.length === 0) return null;
  return (
    <section className="grid grid-cols-1 gap-2.5">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-semibold text-sm">{t('home')}</h2>
        <Link href={paths.adminAlerts} className={`${textLink} text-sm`}>
          {t('homeAll')}
        </Link>
      </div>
      <AlertRows label={t('home')} alerts={data.items} />
    </section>
  );
}
