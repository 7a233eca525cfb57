import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { tabStyle } from '@/components/ui/tab-style';
import { paths } from '@/lib/http/paths';

const sections = [
  { key: 'campaigns', href: paths.adminCampaigns },
  { key: 'abuse', href: paths.adminAbuse },
] as const;

/** Switches between the campaigns, and the accounts that look as if they had come twice. */
export function CouponSections({ here, openCount }: { here: (typeof sections)[number]['key']; openCount: number }) {
  const t = useTranslations('admin.coupons.sections');
  return (
    <nav aria-label={t('label')} className="flex gap-6 overflow-x-auto border-b [scrollbar-width:none]">
      {sections.map(({ key, href }) => (
        <Link key={key} href={href} aria-current={key === here ? 'page' : undefined} className={tabStyle}>
          {t(key)}
          {key === 'abuse' && openCount > 0 && (
            <span className="rounded-full bg-danger-soft px-1.5 text-danger text-xs tabular-nums leading-5">
              <span aria-hidden>{openCount}</span>
              <span className="sr-only">{t('open', { count: openCount })}</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
