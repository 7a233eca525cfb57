'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Pill } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '@/components/ui/table';
import type { AdminUser } from '@/lib/identity/model';
import { TierPill } from './order-pills';
import { changeUserByForm } from './user-actions';
import { UserRevokeDialog } from './user-revoke-dialog';
import { UserTierDialog } from './user-tier-dialog';

/** Accounts with what the office may change of them: the tier, their coupons, and whether they may come in. */
export function UserTable({ users }: { users: AdminUser[] }) {
  const t = useTranslations('admin.users.list');
  return (
    <Table label={t('label')}>
      <TableHead>
        <tr>
          <TableHeading>{t('user')}</TableHeading>
          <TableHeading>{t('tier')}</TableHeading>
          <TableHeading>{t('state')}</TableHeading>
          <TableHeading className="max-md:hidden">{t('phone')}</TableHeading>
          <TableHeading>{t('joined')}</TableHeading>
          {/* Positioned, or the hidden text would widen the page from beyond the table's frame. */}
          <TableHeading className="relative">
            <span className="sr-only">{t('commands')}</span>
          </TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {users.map((user) => (
          <UserRow key={user.id} user={user} />
        ))}
      </TableBody>
    </Table>
  );
}

function UserRow({ user }: { user: AdminUser }) {
  const t = useTranslations('admin.users.list');
  const { name, email, role, tier, tierByHand, blocked, phone, createdAt } = user;
  return (
    <TableRow>
      <TableCell className="min-w-52">
        <span className="flex items-center gap-2">
          <span className="font-medium">{name}</span>
          {role === 'ADMIN' && <Pill tone="info">{t('admin')}</Pill>}
        </span>
        <span className="block text-faint text-xs">{email}</span>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <TierPill tier={tier} />
        {tierByHand && <span className="ml-1.5 text-faint text-xs">{t('byHand')}</span>}
      </TableCell>
      <TableCell>
        {blocked ? <Pill tone="danger">{t('blocked')}</Pill> : <Pill tone="success">{t('active')}</Pill>}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted tabular-nums max-md:hidden">{phone ?? '–'}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <RelativeTime at={createdAt} />
      </TableCell>
      <TableCell>
        <span className="flex justify-end gap-1.5">
          <UserTierDialog user={user} />
          <UserRevokeDialog user={user} />
          <Block user={user} />
        </span>
      </TableCell>
    </TableRow>
  );
}

/** Keeps an account out, or lets it in again, once asked. */
function Block({ user: { id, name, email, blocked } }: { user: AdminUser }) {
  const t = useTranslations('admin.users.block');
  const router = useRouter();
  const key = blocked ? 'unblock' : 'block';
  const change = async () => {
    const form = new FormData();
    form.set('userId', id);
    form.set('blocked', String(!blocked));
    const result = await changeUserByForm({ status: 'idle' }, form).catch(() => null);
    if (result?.status === 'done') toast.success(t(`${key}Done`));
    else
      toast.error(
        t(result?.status === 'failed' && result.error.code === 'identity.lastAdmin' ? 'lastAdmin' : 'failed'),
      );
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={
        <Button variant={blocked ? 'outline' : 'dangerGhost'} size="sm">
          {t(key)}
          <span className="sr-only">: {email}</span>
        </Button>
      }
      title={t(`${key}Title`, { name })}
      description={t(`${key}Body`)}
      confirmLabel={t(key)}
      tone={blocked ? 'primary' : 'danger'}
      onConfirm={change}
    />
  );
}
