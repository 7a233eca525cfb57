import { Compass } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { paths } from '@/lib/http/paths';

export async function generateMetadata() {
  const t = await getTranslations('common.errors');
  return { title: t('notFoundTitle') };
}

/** Within the back office's frame: an order or a delivery that isn't there leads back to work, not out to the shop. */
export default async function AdminNotFound() {
  const t = await getTranslations('common.errors');
  return (
    <div className="grid min-h-[60dvh] content-center">
      <EmptyState
        icon={Compass}
        title={<h1>{t('notFoundTitle')}</h1>}
        body={t('notFoundBody')}
        action={
          <LinkButton asChild>
            <Link href={paths.admin}>{t('notFoundAdminHome')}</Link>
          </LinkButton>
        }
      />
    </div>
  );
}
