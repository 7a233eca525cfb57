'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const refreshMs = 20_000;

/** Keeps the page's data fresh without a reload while somebody looks at it. */
export function PageRefresh() {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === 'visible' && navigator.onLine) router.refresh();
    };
    const timer = setInterval(refresh, refreshMs);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [router]);
  return null;
}
