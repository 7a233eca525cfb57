'use client';

import { Bell } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useNewAlerts } from '@/components/queries/alerts';
import { CountBadge } from '@/components/ui/count-badge';
import { openCountMax } from '@/lib/alerts/model';
import { paths } from '@/lib/http/paths';

/** Leads to the alerts, and says how many are new, fresh without reload. */
export function AlertBell() {
  const t = useTranslations('admin.alerts');
  const { data } = useNewAlerts();
  const count = data?.openCount ?? 0;
  const label = count >= openCountMax ? t('bellMany', { count }) : t('bell', { count });
  return (
    <Link
      href={paths.adminAlerts}
      aria-label={label}
      title={label}
      className="relative grid size-11 place-items-center rounded-sm text-muted transition-colors hover:bg-hover hover:text-ink"
    >
      <Bell aria-hidden strokeWidth={1.9} className="size-5" />
      <CountBadge count={count} className="absolute top-1 right-0.5" />
      <span role="status" className="sr-only">
        {count > 0 && label}
      </span>
    </Link>
  );
}
