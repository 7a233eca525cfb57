import { Download } from 'lucide-react';
import { useLocale, useTimeZone, useTranslations } from 'next-intl';
import { type DeliverySearch, deliveryExportPath } from '@/components/queries/delivery-search';
import { LinkButton } from '@/components/ui/link-button';
import { houseTimeZone } from '@/lib/shared/calendar';

/** What the search finds, as a file. */
export function DeliveryExport({ search }: { search: DeliverySearch }) {
  const t = useTranslations('admin.deliveries');
  const language = useLocale();
  const timeZone = useTimeZone() ?? houseTimeZone;
  return (
    <LinkButton asChild variant="outline" size="sm">
      <a href={deliveryExportPath(search, { language, timeZone })} download>
        <Download aria-hidden />
        {t('export')}
      </a>
    </LinkButton>
  );
}
