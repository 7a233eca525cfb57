import type { AuditEntryView } from '@/lib/identity/audit-model';

type AuditChange = { member: string; before: string; after: string };

const valueLengthMax = 200;

/** What differs between before and after, as text; long values are cut. */
export function auditChanges({ before, after }: Pick<AuditEntryView, 'before' | 'after'>): AuditChange[] {
  const members = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return members
    .filter((member) => JSON.stringify(before?.[member]) !== JSON.stringify(after?.[member]))
    .map((member) => ({ member, before: valueText(before?.[member]), after: valueText(after?.[member]) }));
}

function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > valueLengthMax ? `${text.slice(0, valueLengthMax)}…` : text;
}
