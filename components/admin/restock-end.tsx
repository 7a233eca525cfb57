'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { restocksKey } from '@/components/queries/restocks';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { RestockRow } from '@/lib/notifications/restock/model';
import { endRestockByForm } from './restock-actions';
import { optionsText } from './stock-words';

/** Takes somebody off a waiting list, once asked. */
export function RestockEnd({ row: { id, email, productName, options } }: { row: RestockRow }) {
  const t = useTranslations('admin.restocks');
  const queries = useQueryClient();
  const end = async () => {
    const form = new FormData();
    form.set('id', id);
    const ended = await endRestockByForm({ status: 'idle' }, form);
    if (ended.status === 'done') toast.success(t('end.done'));
    else toast.error(t('end.failed'));
    await queries.invalidateQueries({ queryKey: restocksKey });
  };
  return (
    <ConfirmDialog
      trigger={
        <Button variant="outline" size="sm">
          {t('list.end')}
          <span className="sr-only">: {email}</span>
        </Button>
      }
      title={t('end.title')}
      description={t('end.body', { email, name: [productName, optionsText(options)].filter(Boolean).join(' ') })}
      confirmLabel={t('end.confirm')}
      onConfirm={end}
    />
  );
}
