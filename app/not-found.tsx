import { Compass } from 'lucide-react';
import { headers } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Wordmark } from '@/components/shop/wordmark';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { soughtInOfficeHeader } from '@/lib/http/is-missing';
import { paths } from '@/lib/http/paths';

export async function generateMetadata() {
  const t = await getTranslations('common.errors');
  return { title: t('notFoundTitle') };
}

/** Of the shop and, before any script has run, of the back office, whose own needs its frame. Each leads back to where one was. */
export default async function NotFound() {
  const [t, head] = await Promise.all([getTranslations('common.errors'), headers()]);
  const isOffice = head.has(soughtInOfficeHeader);
  const home = isOffice ? paths.admin : paths.home;
  return (
    <main id="main" tabIndex={-1} className="grid min-h-[70dvh] content-center">
      <Link href={home} className="mx-auto rounded-sm">
        <Wordmark />
      </Link>
      <EmptyState
        icon={Compass}
        title={<h1>{t('notFoundTitle')}</h1>}
        body={t('notFoundBody')}
        action={
          <LinkButton asChild>
            <Link href={home}>{t(isOffice ? 'notFoundAdminHome' : 'notFoundHome')}</Link>
          </LinkButton>
        }
      />
    </main>
  );
}
