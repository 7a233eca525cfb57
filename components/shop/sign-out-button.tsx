import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOut } from './identity-actions';

/** A form of its own, so that it works before any script has loaded. */
export function SignOutButton() {
  const t = useTranslations('account');
  return (
    <form action={signOut}>
      <SubmitButton variant="secondary" size="sm">
        <LogOut aria-hidden />
        {t('signOut')}
      </SubmitButton>
    </form>
  );
}
