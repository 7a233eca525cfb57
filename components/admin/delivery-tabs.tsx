import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { tabStyle } from '@/components/ui/tab-style';
import { paths } from '@/lib/http/paths';

const tabs = [
  { key: 'overview', href: paths.adminDeliveries },
  { key: 'log', href: paths.adminDeliveryLog },
  { key: 'dead', href: paths.adminDeadLetters },
  { key: 'endpoints', href: paths.adminEndpoints },
] as const;

/** Switches between the pages of delivery. */
export function DeliveryTabs({ here }: { here: (typeof tabs)[number]['key'] }) {
  const t = useTranslations('admin.deliveries.tabs');
  return (
    <nav
      aria-label={t('label')}
      className="flex gap-4 overflow-x-auto overflow-y-hidden border-b [scrollbar-width:none] sm:gap-6"
    >
      {tabs.map(({ key, href }) => (
        <Link key={key} href={href} aria-current={key === here ? 'page' : undefined} className={tabStyle}>
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}
