'use client';

import { useEffect, useRef } from 'react';

/**
 * Asks before unsaved work is left: by a link of ours, by closing the page or by loading it anew. The way back in history within the app
 * can't be held up by a page. Gives a function that lets people go without being asked.
 */
export function useLeaveGuard(isUnsaved: boolean, question: string): () => void {
  const mayLeave = useRef(false);
  useEffect(() => {
    if (!isUnsaved) return;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!mayLeave.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      const opensHere =
        link instanceof HTMLAnchorElement && link.target !== '_blank' && link.origin === location.origin;
      if (!opensHere || event.ctrlKey || event.metaKey || event.shiftKey || mayLeave.current) return;
      if (link.pathname === location.pathname || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', onUnload);
    // Before the router hears of it.
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [isUnsaved, question]);
  return () => {
    mayLeave.current = true;
  };
}
