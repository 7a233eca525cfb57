import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SettingsForm } from '@/components/admin/settings-form';
import { ExactTime } from '@/components/ui/exact-time';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { settingBounds } from '@/lib/settings/model';
import { findSettings } from '@/lib/settings/queries';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.settings');
  return { title: t('title') };
}

export default async function SettingsPage() {
  await requireAdmin(paths.adminSettings);
  const [t, settings] = await Promise.all([getTranslations('admin.settings'), findSettings(db())]);
  const { version, updatedAt } = settings;
  return (
    <div className="grid grid-cols-1 gap-5">
      <PageHeading
        size="sm"
        title={t('title')}
        description={updatedAt ? t.rich('updated', { time: () => <ExactTime at={updatedAt} /> }) : t('lead')}
      />
      {/* Made anew when somebody has changed them. */}
      <SettingsForm key={version} settings={settings} bounds={settingBounds} />
    </div>
  );
}
