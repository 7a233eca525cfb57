'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { cn } from './cn';

/** Seconds left at which screen readers are told; every second would drown all else. */
const announcedSeconds = [300, 60, 30, 10];
const urgentSeconds = 60;

type CountdownProps = {
  /** May move while it ticks. */
  until: string | Date;
  /** The server's clock when the page was made, so that a wrong clock on the shopper's side changes nothing. */
  serverNow: string | Date;
  onEnd?: () => void;
  className?: string;
};

/** The time left, ticking, announced at 5 minutes, 1 minute, 30 and 10 seconds and at the end. */
export function Countdown({ until, serverNow, onEnd, className }: CountdownProps) {
  const t = useTranslations('common.ui');
  const madeAt = new Date(serverNow).getTime();
  const totalMs = new Date(until).getTime() - madeAt;
  const [left, setLeft] = useState(() => wholeSeconds(totalMs));
  const [announced, setAnnounced] = useState('');

  const words = (seconds: number) =>
    seconds >= 60
      ? t('minutesSeconds', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
      : t('secondsOnly', { seconds });

  const tick = useEffectEvent((leftMs: number) => {
    const seconds = wholeSeconds(leftMs);
    setLeft(seconds);
    if (leftMs <= 0) {
      setAnnounced(t('timeOver'));
      onEnd?.();
    } else if (announcedSeconds.includes(seconds)) {
      setAnnounced(t('timeLeft', { time: words(seconds) }));
    }
  });

  /** When the page that `serverNow` belongs to arrived. performance.now() does not jump when the computer's clock is set. */
  const arrived = useRef({ madeAt: Number.NaN, at: 0 });
  useEffect(() => {
    if (arrived.current.madeAt !== madeAt) arrived.current = { madeAt, at: performance.now() };
    const timer = setInterval(() => {
      const leftMs = totalMs - (performance.now() - arrived.current.at);
      tick(leftMs);
      if (leftMs <= 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [madeAt, totalMs]);

  const parts = [Math.floor(left / 60) % 60, left % 60].map((part) => String(part).padStart(2, '0'));
  const [days, hours] = [Math.floor(left / 86_400), Math.floor(left / 3_600) % 24];
  const ofDay = [...(days + hours > 0 ? [hours] : []), ...parts].join(':');
  const clock = days > 0 ? t('daysAnd', { days, time: ofDay }) : ofDay;
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

/** A second that has begun counts: only what is over reads 0. */
function wholeSeconds(milliseconds: number): number {
  return Math.max(0, Math.ceil(milliseconds / 1000));
}
