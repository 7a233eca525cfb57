import { headers } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { NotFoundState } from '@/components/shop/not-found-state';
import { Wordmark } from '@/components/shop/wordmark';
import { soughtInOfficeHeader } from '@/lib/http/is-missing';
import { paths } from '@/lib/http/paths';

export async function generateMetadata() {
  const t = await getTranslations('common.errors');
  return { title: t('notFoundTitle') };
}

/** Of the shop and, before any script has run, of the back office, whose own needs its frame. Each leads back to where one was. */
export default async function NotFound() {
  const isOffice = (await headers()).has(soughtInOfficeHeader);
  return (
    <main id="main" tabIndex={-1} className="grid min-h-[70dvh] content-center">
      <Link href={isOffice ? paths.admin : paths.home} className="mx-auto rounded-sm">
        <Wordmark />
      </Link>
      <NotFoundState isOffice={isOffice} />
    </main>
  );
}
