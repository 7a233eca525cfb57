import { Compass } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { paths } from '@/lib/http/paths';

/** What is asked for is not there; the way on leads to the shop, or back to work. */
export function NotFoundState({ isOffice = false }: { isOffice?: boolean }) {
  const t = useTranslations('common.errors');
  return (
    <EmptyState
      icon={Compass}
      title={<h1>{t('notFoundTitle')}</h1>}
      body={t('notFoundBody')}
      action={
        <LinkButton asChild>
          <Link href={isOffice ? paths.admin : paths.home}>{t(isOffice ? 'notFoundAdminHome' : 'notFoundHome')}</Link>
        </LinkButton>
      }
    />
  );
}
