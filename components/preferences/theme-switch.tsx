'use client';

import { Moon, Sun, SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition, useState } from 'react';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { chooseTheme } from './choose-preferences';
import { isTheme, type Theme, themes } from './preferences';

const icons = { system: SunMoon, light: Sun, dark: Moon } as const;

/** Follows the system unless told otherwise. The page changes at once; the cookie makes the next one start that way. */
export function ThemeSwitch({ theme, className }: { theme: Theme; className?: string }) {
  const t = useTranslations('common.theme');
  const [chosen, setChosen] = useState(theme);
  const Icon = icons[chosen];

  const choose = (next: string) => {
    if (!isTheme(next)) return;
    setChosen(next);
    document.documentElement.dataset.theme = next;
    startTransition(() => chooseTheme(next));
  };

  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`${t('label')}: ${t(chosen)}`} className={className}>
          <Icon aria-hidden strokeWidth={1.75} />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>{t('label')}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={chosen} onValueChange={choose}>
          {themes.map((one) => {
            const OneIcon = icons[one];
            return (
              <DropdownMenuRadioItem key={one} value={one}>
                <OneIcon aria-hidden />
                {t(one)}
              </DropdownMenuRadioItem>
            );
          })}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
