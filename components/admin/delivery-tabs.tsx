import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { tabStyle } from '@/components/ui/tab-style';
import { paths } from '@/lib/http/paths';

const tabs = [
  { key: 'deliveries', href: paths.adminDeliveries },
  { key: 'endpoints', href: paths.adminEndpoints },
] as const;

/** Switches between the log and the endpoints. */
export function DeliveryTabs({ here }: { here: (typeof tabs)[number]['key'] }) {
  const t = useTranslations('admin.deliveries.tabs');
  return (
    <nav aria-label={t('label')} className="flex gap-6 border-b">
      {tabs.map(({ key, href }) => (
        <Link key={key} href={href} aria-current={key === here ? 'page' : undefined} className={tabStyle}>
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}
