import { Compass } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Wordmark } from '@/components/shop/wordmark';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { paths } from '@/lib/http/paths';

export async function generateMetadata() {
  const t = await getTranslations('common.errors');
  return { title: t('notFoundTitle') };
}

export default async function NotFound() {
  const t = await getTranslations('common.errors');
  return (
    <main id="main" tabIndex={-1} className="grid min-h-[70dvh] content-center">
      <Link href={paths.home} className="mx-auto rounded-sm">
        <Wordmark />
      </Link>
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
    </main>
  );
}
