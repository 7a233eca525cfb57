'use client';

import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import {
  type AlertSeverity,
  type AlertState,
  type AlertView,
  deliveryAlertKinds,
  stockAlertKinds,
} from '@/lib/alerts/model';
import { errorClasses } from '@/lib/delivery/model';
import { optionsText } from './stock-words';
import { useShortDuration } from './use-short-duration';

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

/** What was found: of stock when it was raised, of delivery when it was last looked at. */
export function AlertFound({ alert: { kind, details } }: { alert: AlertView }) {
  const t = useTranslations('admin.alerts.found');
  const classes = useTranslations('admin.deliveries.classes');
  const durationText = useShortDuration();
  const found = [...stockAlertKinds, ...deliveryAlertKinds].find((one) => one === kind);
  if (!found) return '–';
  const number = (name: string) => Number(details[name] ?? 0);
  const errorClass = errorClasses.find((one) => one === details.errorClass);
  return t(found, {
    available: number('availableUnits'),
    minimum: number('safetyMinUnits'),
    onHand: number('onHandUnits'),
    maximum: number('safetyMaxUnits'),
    dead: number('dead'),
    late: number('late'),
    waiting: number('waiting'),
    oldestAgeSeconds: number('oldestAgeSeconds'),
    age: durationText(number('oldestAgeSeconds') * 1_000),
    errorClass: errorClass ? classes(errorClass) : '–',
    failed: number('failed'),
    calls: number('calls'),
    gone: String(details.isGone === true),
  });
}

/** What the alert is about, as one text. */
export function aboutText(alert: AlertView): string {
  const { subject, variant } = alert;
  if (variant) return [variant.productName, optionsText(variant.options)].filter(Boolean).join(' · ');
  return endpointOf(alert)?.name ?? subject;
}

/** The endpoint that an alert about delivery is of. */
export function endpointOf({ details: { endpointId, name } }: AlertView): { id: string; name: string } | null {
  return typeof endpointId === 'string' && typeof name === 'string' ? { id: endpointId, name } : null;
}
