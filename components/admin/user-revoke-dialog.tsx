'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import type { AdminUser } from '@/lib/identity/model';
import { ReasonForm } from './reason-form';
import { revokeCouponsOfUser } from './user-actions';

/** Takes all unused coupons of an account away, with a reason. */
export function UserRevokeDialog({ user: { id, name, email } }: { user: AdminUser }) {
  const t = useTranslations('admin.users.revoke');
  const [open, setOpen] = useState(false);
  const revoke = async (reason: string) => {
    const form = new FormData();
    form.set('userId', id);
    form.set('reason', reason);
    const result = await revokeCouponsOfUser({ status: 'idle' }, form).catch(() => null);
    if (result?.status !== 'done') return void toast.error(t('failed'));
    toast.success(t('done', { count: result.value.wanted }));
    setOpen(false);
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          {t('open')}
          <span className="sr-only">: {email}</span>
        </Button>
      </DialogTrigger>
      <DialogContent title={t('title', { name })} description={t('lead')}>
        <ReasonForm hint={t('hint')} submitLabel={t('submit')} onSubmit={revoke} />
      </DialogContent>
    </Dialog>
  );
}
