'use client';

import { WifiOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';

/** Says so when the connection is gone, on every page, and goes away when it is back. */
export function OfflineNotice() {
  const t = useTranslations('common.offline');
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-3 z-60 grid place-items-center px-4">
      {!online && (
        <p className="flex animate-rise items-center gap-2.5 rounded-md bg-ink px-4 py-2.5 text-canvas text-sm shadow-float">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          <span>
            <strong className="font-semibold">{t('title')}</strong> <span className="opacity-80">{t('body')}</span>
          </span>
        </p>
      )}
    </div>
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}
