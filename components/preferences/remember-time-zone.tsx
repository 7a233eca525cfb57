'use client';

import { useTimeZone } from 'next-intl';
import { startTransition, useEffect } from 'react';
import { chooseTimeZone } from './choose-preferences';

/** Tells the server once which zone the visitor lives in, when it is another than the page was written for. */
export function RememberTimeZone() {
  const written = useTimeZone();
  useEffect(() => {
    const lived = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (lived && lived !== written) startTransition(() => chooseTimeZone(lived));
  }, [written]);
  return null;
}
