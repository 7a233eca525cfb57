'use client';

import { useTranslations } from 'next-intl';
import type { KeyboardEvent, ReactNode } from 'react';

/** Around a table whose rows have a `rowLink`: ↑ and ↓ (or k and j) move between rows, Enter opens as links do, x ticks a row's checkbox. */
export function RowKeys({ children }: { children: ReactNode }) {
  const t = useTranslations('common.ui');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to keys that bubble up from the links inside
    <div onKeyDown={act}>
      <span className="sr-only">{t('rowHint')}</span>
      {children}
    </div>
  );
}

const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

function act(event: KeyboardEvent<HTMLDivElement>) {
  const here = event.target;
  if (!(here instanceof HTMLElement) || here.dataset.rowLink === undefined) return;
  if (event.key === 'x') here.closest('tr')?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
  const step = steps[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')];
  const next = links[links.indexOf(here) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
