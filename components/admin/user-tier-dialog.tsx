'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import { type AdminUser, tiers } from '@/lib/identity/model';
import { changeUserByForm } from './user-actions';

const automatic = 'AUTOMATIC';

/** Sets an account's tier by hand, or gives it back to the nightly recalculation. */
export function UserTierDialog({ user: { id, name, email, tier, tierByHand } }: { user: AdminUser }) {
  const t = useTranslations('admin.users.tier');
  const tTier = useTranslations('admin.orders.tier');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const [chosen, setChosen] = useState<string>(tierByHand ? tier : automatic);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isWorking) return;
    setWorking(true);
    const form = new FormData();
    form.set('userId', id);
    form.set('tier', chosen === automatic ? '' : chosen);
    const result = await changeUserByForm({ status: 'idle' }, form).catch(() => null);
    setWorking(false);
    if (result?.status !== 'done') return void toast.error(t('failed'));
    toast.success(t('done'));
    setOpen(false);
    router.refresh();
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          {t('open')}
          <span className="sr-only">: {email}</span>
        </Button>
      </DialogTrigger>
      <DialogContent title={t('title', { name })} description={t('lead')} size="sm">
        <form onSubmit={submit} className="grid gap-5">
          <RadioGroup label={t('label')} labelHidden value={chosen} onValueChange={setChosen}>
            <RadioCard value={automatic} label={t('automatic')} hint={t('automaticHint', { tier: tTier(tier) })} />
            {tiers.map((one) => (
              <RadioCard key={one} value={one} label={tTier(one)} />
            ))}
          </RadioGroup>
          <Button type="submit" loading={isWorking}>
            {t('save')}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
