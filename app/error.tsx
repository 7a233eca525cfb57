'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { LinkButton } from '@/components/ui/link-button';
import { paths } from '@/lib/http/paths';

/** A page that failed: the digest finds its stack trace in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('common.actions');
  return (
    <div className="grid min-h-[60dvh] content-center">
      <ErrorState
        reference={error.digest}
        action={
          <>
            <Button onClick={reset}>{t('retry')}</Button>
            <LinkButton asChild variant="secondary">
              <Link href={paths.home}>{t('home')}</Link>
            </LinkButton>
          </>
        }
      />
    </div>
  );
}
