import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SignUpForm } from '@/components/shop/sign-up-form';
import { PageHeading } from '@/components/ui/page-heading';
import { textLink } from '@/components/ui/text-link';
import { paths } from '@/lib/http/paths';
import { currentUser } from '@/lib/identity/auth';
import { safeReturnPath } from '@/lib/identity/return-path';

type SignUpPageProps = { searchParams: Promise<{ callbackUrl?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.signUp');
  return { title: t('title') };
}

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const [query, user, t] = await Promise.all([searchParams, currentUser(), getTranslations('account.signUp')]);
  const callbackUrl = safeReturnPath(String(query.callbackUrl ?? ''));
  if (user) redirect(callbackUrl);

  return (
    <div className="mx-auto grid w-full max-w-md gap-8 px-5 py-8 sm:py-14">
      <PageHeading title={t('title')} description={t('lead')} />
      <SignUpForm callbackUrl={callbackUrl} />
      <p className="text-center text-muted text-sm">
        {t('haveAccount')}{' '}
        <Link href={{ pathname: paths.signIn, query: { callbackUrl } }} className={textLink}>
          {t('toSignIn')}
        </Link>
      </p>
    </div>
  );
}
