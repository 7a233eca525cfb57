'use client';

import { useFormatter, useTimeZone, useTranslations } from 'next-intl';
import { exactFormat } from '@/components/ui/exact-time';
import type { ReplayFilter } from '@/lib/delivery/job-model';
import { errorClasses } from '@/lib/delivery/model';
import { houseTimeZone, minuteAt } from '@/lib/shared/calendar';

type ReplaySubjectProps = {
  /** A job's is as it was written down. */
  filter: Partial<Record<keyof ReplayFilter, string | undefined>>;
  /** Of the endpoint in it. */
  endpointName: string | undefined;
};

/** What a replay is narrowed to, in words. */
export function ReplaySubject({ filter, endpointName }: ReplaySubjectProps) {
  const t = useTranslations('admin.deliveries');
  const madeWhen = useMadeWhen();
  const errorClass = errorClasses.find((one) => one === filter.errorClass);
  const parts = [
    errorClass && t(`classes.${errorClass}`),
    endpointName,
    filter.orderId && t('jobs.oneOrder'),
    filter.q && t('jobs.text', { text: filter.q }),
    madeWhen(filter),
  ];
  // Browsers may know newer wordings of a date than the server does; either is right.
  return <span suppressHydrationWarning>{parts.filter(Boolean).join(' · ') || t('jobs.everything')}</span>;
}

/** `to` is the first moment that is not meant. */
function useMadeWhen() {
  const t = useTranslations('admin.deliveries.jobs');
  const dayOrMoment = useDayOrMoment();
  return ({ from, to }: Pick<ReplaySubjectProps['filter'], 'from' | 'to'>) => {
    const first = from && dayOrMoment(from, 0);
    const last = to && dayOrMoment(to, 1);
    if (first && last) return first === last ? t('madeOn', { day: first }) : t('madeBetween', { first, last });
    return first ? t('madeSince', { first }) : last && t('madeUntil', { last });
  };
}

/** A reader's midnight stands for a day of their search: the one that it begins or, a little earlier, the one that it ends. */
function useDayOrMoment() {
  const format = useFormatter();
  const timeZone = useTimeZone() ?? houseTimeZone;
  return (text: string, earlierMs: number) => {
    const moment = new Date(text);
    if (!minuteAt(moment, timeZone).endsWith('T00:00')) return format.dateTime(moment, exactFormat(false));
    const { year, month, day } = exactFormat(false);
    return format.dateTime(moment.getTime() - earlierMs, { year, month, day });
  };
}
