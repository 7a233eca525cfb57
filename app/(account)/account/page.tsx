import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AddressList } from '@/components/shop/address-list';
import { ProfileForm } from '@/components/shop/profile-form';
import { SignOutButton } from '@/components/shop/sign-out-button';
import { Card, CardSection } from '@/components/ui/card';
import { PageHeading } from '@/components/ui/page-heading';
import { Pill } from '@/components/ui/pill';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { actorOf, requireUser } from '@/lib/identity/auth';
import { addressCountMax } from '@/lib/identity/model';
import { findAddresses } from '@/lib/identity/queries';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('title') };
}

export default async function AccountPage() {
  const user = await requireUser(paths.account);
  const [addresses, t] = await Promise.all([findAddresses(db(), actorOf(user)), getTranslations('account')]);
  return (
    <div className="grid gap-6">
      <PageHeading
        title={t('profile.greeting', { name: user.name })}
        description={
          <span className="mt-1 flex gap-1.5">
            <Pill tone="accent">{t('profile.tier', { tier: user.tier })}</Pill>
            {user.role === 'ADMIN' && <Pill tone="info">{t('profile.admin')}</Pill>}
          </span>
        }
        actions={<SignOutButton />}
      />
      <Card>
        <CardSection title={t('profile.title')}>
          <ProfileForm user={user} />
        </CardSection>
      </Card>
      <Card>
        <CardSection
          title={t('addresses.title')}
          aside={
            <span className="text-faint text-sm tabular-nums">
              {t('addresses.count', { count: addresses.length, max: addressCountMax })}
            </span>
          }
        >
          <AddressList addresses={addresses} user={user} />
        </CardSection>
      </Card>
    </div>
  );
}
