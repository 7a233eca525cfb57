'use client';

import {
  Bell,
  BellRing,
  Boxes,
  ClipboardList,
  FileSpreadsheet,
  FolderTree,
  History,
  House,
  Mail,
  Package,
  ReceiptText,
  Send,
  Settings2,
  TicketPercent,
  Users,
  Workflow,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { paths } from '@/lib/http/paths';

const groups = [
  {
    title: null,
    entries: [
      { key: 'home', href: paths.admin, icon: House },
      { key: 'alerts', href: paths.adminAlerts, icon: Bell },
    ],
  },
  {
    title: 'sales',
    entries: [
      { key: 'orders', href: paths.adminOrders, icon: ReceiptText },
      { key: 'coupons', href: paths.adminCampaigns, icon: TicketPercent },
    ],
  },
  {
    title: 'goods',
    entries: [
      { key: 'products', href: paths.adminProducts, icon: Package },
      { key: 'imports', href: paths.adminImports, icon: FileSpreadsheet },
      { key: 'categories', href: paths.adminCategories, icon: FolderTree },
      { key: 'stock', href: paths.adminStock, icon: Boxes },
      { key: 'reorder', href: paths.adminReorder, icon: ClipboardList },
      { key: 'waiting', href: paths.adminRestocks, icon: BellRing },
    ],
  },
  { title: 'integrations', entries: [{ key: 'deliveries', href: paths.adminDeliveries, icon: Send }] },
  {
    title: 'system',
    entries: [
      { key: 'users', href: paths.adminUsers, icon: Users },
      { key: 'mail', href: paths.adminMail, icon: Mail },
      { key: 'jobs', href: paths.adminJobs, icon: Workflow },
      { key: 'audit', href: paths.adminAudit, icon: History },
      { key: 'settings', href: paths.adminSettings, icon: Settings2 },
    ],
  },
] as const;

const rooms = groups.flatMap(({ entries }) => entries.map(({ href }) => href));

/** The room that a page belongs to: the one whose address is the longest beginning of the page's. */
function roomOf(pathname: string): string | undefined {
  return rooms
    .filter((href) => pathname === href || (href !== paths.admin && pathname.startsWith(`${href}/`)))
    .reduce<string | undefined>((longest, href) => (href.length > (longest?.length ?? 0) ? href : longest), undefined);
}

type AdminMenuProps = { onNavigate?: () => void; className?: string };

/** The rooms of the back office, by what one comes to do. */
export function AdminMenu({ onNavigate, className }: AdminMenuProps) {
  const t = useTranslations('admin.nav');
  const room = roomOf(usePathname());
  return (
    <nav aria-label={t('label')} className={cn('grid content-start gap-5 pb-4', className)}>
      {groups.map(({ title, entries }) => (
        <div key={title ?? 'top'}>
          {title && <h2 className="px-2.5 pb-1 font-medium text-faint text-xs tracking-normal">{t(title)}</h2>}
          <ul>
            {entries.map(({ key, href, icon: Icon }) => {
              const here = href === room;
              return (
                <li key={key}>
                  <Link
                    href={href}
                    onClick={onNavigate}
                    aria-current={here ? 'page' : undefined}
                    className="flex min-h-9 items-center gap-2.5 rounded-sm px-2.5 text-muted text-sm transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-semibold aria-[current=page]:text-ink max-lg:min-h-11"
                  >
                    <Icon aria-hidden strokeWidth={1.9} className="size-4" />
                    {t(key)}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
