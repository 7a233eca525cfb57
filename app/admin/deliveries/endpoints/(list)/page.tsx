import { Plus, Send } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EndpointDialog } from '@/components/admin/delivery-endpoint-dialog';
import { EndpointTable } from '@/components/admin/delivery-endpoint-table';
import { DeliveryTabs } from '@/components/admin/delivery-tabs';
import { PageRefresh } from '@/components/admin/page-refresh';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { listEndpoints } from '@/lib/delivery/endpoint-queries';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { now } from '@/lib/shared/clock';
import { pageSizeMax } from '@/lib/shared/pagination';
import { unwrap } from '@/lib/shared/result';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.deliveries.endpoints');
  return { title: t('title') };
}

export default async function EndpointsPage() {
  await requireAdmin(paths.adminEndpoints);
  const [t, endpoints] = await Promise.all([
    getTranslations('admin.deliveries'),
    listEndpoints(db(), { limit: pageSizeMax }),
  ]);
  const { items } = unwrap(endpoints);
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading
        size="sm"
        title={t('title')}
        description={t('endpoints.lead')}
        // Always at the same place: the first endpoint's secret is still shown when the list is no longer empty.
        actions={
          <EndpointDialog>
            <Button size="sm">
              <Plus aria-hidden />
              {t('endpoints.add')}
            </Button>
          </EndpointDialog>
        }
      />
      <PageRefresh />
      <DeliveryTabs here="endpoints" />
      {items.length > 0 ? (
        <EndpointTable endpoints={items} now={now()} />
      ) : (
        <EmptyState
          icon={Send}
          title={t('endpoints.emptyTitle')}
          body={t('endpoints.emptyBody')}
          className="rounded-md border bg-surface"
        />
      )}
    </div>
  );
}
