import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { tabStyle } from '@/components/ui/tab-style';
import { paths } from '@/lib/http/paths';

const sections = [
  { key: 'people', href: paths.adminRestocks },
  { key: 'variants', href: paths.adminRestockVariants },
  { key: 'waves', href: paths.adminRestockWaves },
] as const;

/** Switches between the people who wait, what they wait for, and in which waves they were told. */
export function RestockSections({ here }: { here: (typeof sections)[number]['key'] }) {
  const t = useTranslations('admin.restocks.sections');
  return (
    <nav aria-label={t('label')} className="flex gap-6 overflow-x-auto border-b [scrollbar-width:none]">
      {sections.map(({ key, href }) => (
        <Link key={key} href={href} aria-current={key === here ? 'page' : undefined} className={tabStyle}>
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}
