'use client';

import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import { type AlertSeverity, type AlertState, type AlertView, stockAlertKinds } from '@/lib/alerts/model';
import { optionsText } from './stock-words';

const severityTones = { INFO: 'info', WARNING: 'warning', CRITICAL: 'danger' } as const satisfies Record<
  AlertSeverity,
  Tone
>;

/** What it is, in the colour of how much it matters. */
export function AlertKindPill({ alert: { kind, severity } }: { alert: AlertView }) {
  const t = useTranslations('admin.alerts');
  return (
    <Pill tone={severityTones[severity]}>
      <span className="sr-only">{t(`severities.${severity}`)}: </span>
      {t(`kinds.${kind}`)}
    </Pill>
  );
}

const stateTones = { OPEN: 'accent', ACKNOWLEDGED: 'neutral', RECOVERED: 'success' } as const satisfies Record<
  AlertState,
  Tone
>;

export function AlertStatePill({ state }: { state: AlertState }) {
  const t = useTranslations('admin.alerts.states');
  return (
    <Pill tone={stateTones[state]} dot={state === 'OPEN'}>
      {t(state)}
    </Pill>
  );
}

/** The numbers that were found when it was raised. */
export function AlertFound({ alert: { kind, details } }: { alert: AlertView }) {
  const t = useTranslations('admin.alerts.found');
  const stockKind = stockAlertKinds.find((one) => one === kind);
  if (!stockKind) return '–';
  const units = (name: string) => Number(details[name] ?? 0);
  return t(stockKind, {
    available: units('availableUnits'),
    minimum: units('safetyMinUnits'),
    onHand: units('onHandUnits'),
    maximum: units('safetyMaxUnits'),
  });
}

/** What the alert is about, as one text. */
export function aboutText({ subject, variant }: AlertView): string {
  return variant ? [variant.productName, optionsText(variant.options)].filter(Boolean).join(' · ') : subject;
}
