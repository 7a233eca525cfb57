import { Globe } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button-style';
import { cn } from '@/components/ui/cn';
import { chooseLocale } from './choose-preferences';

/** Goes to the other language, named in that language. A form, so that it works without scripts. */
export function LocaleSwitch({ className }: { className?: string }) {
  const t = useTranslations('common.locale');
  const other = useLocale() === 'ko' ? 'en' : 'ko';
  return (
    <form action={chooseLocale.bind(null, other)}>
      <button
        type="submit"
        lang={other}
        title={t('label')}
        className={cn(
          buttonStyle({ variant: 'ghost', size: 'sm' }),
          'px-2.5 font-medium text-muted hover:text-ink',
          className,
        )}
      >
        <Globe aria-hidden />
        {t(other)}
      </button>
    </form>
  );
}
