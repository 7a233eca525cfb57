'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

/** How long a page that is still streaming may take to bring its heading. */
const headingWaitMs = 10_000;

/**
 * After a navigation the focus goes to the new page's heading, so that keyboards and screen readers start there.
 *
 * While the page's skeleton stands there, `main` has the focus; the heading gets it when it comes, unless somebody has moved on.
 */
export function RouteFocus() {
  const pathname = usePathname();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (focus(heading())) return;
    const main = document.querySelector<HTMLElement>('main');
    focus(main);
    const observer = new MutationObserver(() => {
      const isWaiting = document.activeElement === main || document.activeElement === document.body;
      if (!isWaiting || focus(heading())) observer.disconnect();
    });
    observer.observe(main ?? document.body, { childList: true, subtree: true });
    const giveUp = setTimeout(() => observer.disconnect(), headingWaitMs);
    return () => {
      observer.disconnect();
      clearTimeout(giveUp);
    };
  }, [pathname]);
  return null;
}

/** A heading that streams in stands hidden for a moment before it takes its place. */
function heading(): HTMLElement | null {
  const headings = document.querySelectorAll<HTMLElement>('main h1');
  return [...headings].find((one) => one.getClientRects().length > 0) ?? null;
}

function focus(target: HTMLElement | null): boolean {
  if (!target) return false;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  return true;
}
