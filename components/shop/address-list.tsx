'use client';

import { MapPin, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { type AddressView, addressCountMax, type Me } from '@/lib/identity/model';
import { AddressForm } from './address-form';
import { forgetAddress } from './identity-actions';

/** A member's addresses, to add, change and remove. */
export function AddressList({ addresses, user }: { addresses: AddressView[]; user: Me }) {
  const t = useTranslations('account.addresses');
  const suggested = { recipient: user.name, phone: user.phone ?? '' };
  const full = addresses.length >= addressCountMax;

  return (
    <div className="grid gap-4">
      {addresses.length === 0 ? (
        <EmptyState icon={MapPin} title={t('emptyTitle')} body={t('emptyBody')} className="py-8" />
      ) : (
        <ul className="grid gap-3 lg:grid-cols-2">
          {addresses.map((address) => (
            <AddressItem key={address.id} address={address} />
          ))}
        </ul>
      )}
      <AddressDialog title={t('add')} suggested={suggested}>
        <Button
          variant="outline"
          className="justify-self-start max-sm:w-full"
          disabledReason={full ? t('full', { max: addressCountMax }) : null}
        >
          <Plus aria-hidden />
          {t('add')}
        </Button>
      </AddressDialog>
    </div>
  );
}

function AddressItem({ address }: { address: AddressView }) {
  const t = useTranslations('account.addresses');
  const common = useTranslations('common.actions');
  const { recipient, phone, postalCode, line1, line2 } = address;
  return (
    <li className="flex flex-col justify-between gap-3 rounded-md border p-4">
      <div className="grid gap-0.5 text-sm [overflow-wrap:anywhere]">
        <p className="font-semibold text-[0.9375rem]">{recipient}</p>
        <p className="text-muted tabular-nums">{phone}</p>
        <p className="mt-1">
          <span className="text-faint tabular-nums">[{postalCode}]</span> {line1} {line2}
        </p>
      </div>
      <div className="-mx-2 -mb-1 flex gap-1">
        <AddressDialog title={t('edit')} address={address}>
          <Button variant="ghost" size="xs" className="text-muted">
            {common('edit')}
          </Button>
        </AddressDialog>
        <RemoveAddress address={address} />
      </div>
    </li>
  );
}

type AddressDialogProps = {
  title: string;
  address?: AddressView;
  suggested?: { recipient: string; phone: string };
  /** What opens it. */
  children: ReactNode;
};

function AddressDialog({ title, address, suggested, children }: AddressDialogProps) {
  const t = useTranslations('account.addresses');
  const [open, setOpen] = useState(false);
  const saved = () => {
    setOpen(false);
    toast.success(t('saved'));
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={title}>
        <AddressForm address={address} suggested={suggested} onSaved={saved} />
      </DialogContent>
    </Dialog>
  );
}

function RemoveAddress({ address: { id, recipient, line1 } }: { address: AddressView }) {
  const t = useTranslations('account');
  const common = useTranslations('common.actions');
  const remove = async () => {
    const form = new FormData();
    form.set('id', id);
    const state = await forgetAddress({ status: 'idle' }, form);
    if (state.status === 'done') toast.success(t('addresses.removed'));
    else toast.error(t('refusals.other'));
  };
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="xs" className="text-muted">
          {common('remove')}
        </Button>
      }
      title={t('addresses.removeTitle')}
      description={t('addresses.removeBody', { recipient, line1 })}
      confirmLabel={common('remove')}
      onConfirm={remove}
    />
  );
}
