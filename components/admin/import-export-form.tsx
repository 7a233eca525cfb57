import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { productStatuses } from '@/lib/catalog/model';
import { apiPaths } from '@/lib/http/paths';

/** A plain form: its answer is the file. */
export function ExportForm() {
  const t = useTranslations('admin.imports.export');
  return (
    <form action={apiPaths.adminProductExport} className="flex flex-wrap items-end gap-2">
      <Field label={t('status')} className="min-w-0 flex-1 basis-40">
        <Select name="status" defaultValue="" size="sm">
          <option value="">{t('all')}</option>
          {productStatuses.map((status) => (
            <option key={status} value={status}>
              {t(status)}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" variant="outline" size="sm">
        <Download aria-hidden />
        {t('submit')}
      </Button>
    </form>
  );
}
