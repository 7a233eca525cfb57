'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { cn } from './cn';

/** Seconds left at which screen readers are told; every second would drown all else. */
const announcedSeconds = [300, 60, 30, 10];
const urgentSeconds = 60;

type CountdownProps = {
  until: string | Date;
  /** The server's clock when the page was made, so that a wrong clock on the shopper's side changes nothing. */
  serverNow: string | Date;
  onEnd?: () => void;
  className?: string;
};

/** The time left, ticking, announced at 5 minutes, 1 minute, 30 and 10 seconds and at the end. */
export function Countdown({ until, serverNow, onEnd, className }: CountdownProps) {
  const t = useTranslations('common.ui');
  const total = Math.max(0, Math.ceil((new Date(until).getTime() - new Date(serverNow).getTime()) / 1000));
  const [left, setLeft] = useState(total);
  const [announced, setAnnounced] = useState('');

  const words = (seconds: number) =>
    seconds >= 60
      ? t('minutesSeconds', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
      : t('secondsOnly', { seconds });

  const tick = useEffectEvent((seconds: number) => {
    setLeft(seconds);
    if (seconds === 0) {
      setAnnounced(t('timeOver'));
      onEnd?.();
    } else if (announcedSeconds.includes(seconds)) {
      setAnnounced(t('timeLeft', { time: words(seconds) }));
    }
  });

  useEffect(() => {
    // performance.now() does not jump when the computer's clock is set.
    const start = performance.now();
    const timer = setInterval(() => {
      const seconds = Math.max(0, total - Math.floor((performance.now() - start) / 1000));
      tick(seconds);
      if (seconds === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [total]);

  const clock = `${String(Math.floor(left / 60)).padStart(2, '0')}:${String(left % 60).padStart(2, '0')}`;
  return (
    <span className={cn('tabular-nums', left <= urgentSeconds && 'text-danger', className)}>
      <span role="timer" aria-label={left === 0 ? t('timeOver') : t('timeLeft', { time: words(left) })}>
        {clock}
      </span>
      <span aria-live="assertive" className="sr-only">
        {announced}
      </span>
    </span>
  );
}
