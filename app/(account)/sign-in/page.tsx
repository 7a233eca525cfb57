import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SignInForm } from '@/components/shop/sign-in-form';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { textLink } from '@/components/ui/text-link';
import { env } from '@/lib/env';
import { paths } from '@/lib/http/paths';
import { currentUser } from '@/lib/identity/auth';
import { safeReturnPath } from '@/lib/identity/return-path';

type SignInPageProps = { searchParams: Promise<{ callbackUrl?: string; for?: string; error?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.signIn');
  return { title: t('title') };
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const [query, user, t] = await Promise.all([searchParams, currentUser(), getTranslations('account.signIn')]);
  const callbackUrl = safeReturnPath(String(query.callbackUrl ?? ''));
  const forAdmin = query.for === 'admin';
  if (user && (!forAdmin || user.role === 'ADMIN')) redirect(callbackUrl);

  return (
    <div className="mx-auto grid w-full max-w-md grid-cols-1 gap-8 px-5 py-8 sm:py-14">
      <PageHeading title={t('title')} description={t('lead')} />
      {forAdmin && (
        <Notice tone="warning" title={t('adminOnly')}>
          {user ? t('adminOnlyBody', { name: user.name }) : t('adminOnlyNobody')}
        </Notice>
      )}
      {query.error && <RefusedByNextAuth error={query.error} />}
      <SignInForm callbackUrl={callbackUrl} demo={env().MARU_DEMO} />
      <p className="text-center text-muted text-sm">
        {t('noAccount')}{' '}
        <Link href={{ pathname: paths.signUp, query: { callbackUrl } }} className={textLink}>
          {t('toSignUp')}
        </Link>
      </p>
    </div>
  );
}

/** Clients that post to next-auth itself come back here with its code. */
async function RefusedByNextAuth({ error }: { error: string }) {
  const t = await getTranslations('account.refusals');
  const title = error === 'identity.tooManyFailures' ? t('tooManyFailures') : t('badCredentials');
  return <Notice tone="danger" title={title} />;
}
