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

/** Within the shop's frame, so that the way on is at hand. */
export default async function ShopNotFound() {
  const t = await getTranslations('common.errors');
  return (
    <div className="grid min-h-[60dvh] content-center">
      <EmptyState
        icon={Compass}
        title={<h1>{t('notFoundTitle')}</h1>}
        body={t('notFoundBody')}
        action={
          <LinkButton asChild>
            <Link href={paths.home}>{t('notFoundHome')}</Link>
          </LinkButton>
        }
      />
    </div>
  );
}
