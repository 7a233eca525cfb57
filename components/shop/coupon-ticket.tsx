import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { type CouponTermsShown, useCouponText } from './use-coupon-text';

type CouponTicketProps = {
  name: string;
  terms: CouponTermsShown;
  /** Beside the name: a state. */
  mark?: ReactNode;
  /** Below the conditions. */
  note?: ReactNode;
  /** At the far end, beyond the perforation. */
  action?: ReactNode;
  /** It is good for nothing now. */
  faded?: boolean;
};

/** A coupon as people know them: what it gives in large, its conditions, and a part to tear off. */
export function CouponTicket({ name, terms, mark, note, action, faded = false }: CouponTicketProps) {
  const { benefit, conditions } = useCouponText();
  return (
    <article className="flex overflow-hidden rounded-lg border bg-surface max-sm:flex-col">
      <div className={cn('grid min-w-0 flex-1 content-center gap-1 p-5', faded && 'text-muted')}>
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h2 className="font-medium text-sm">{name}</h2>
          {mark}
        </div>
        <p className={cn('font-bold text-xl tabular-nums tracking-tight', !faded && 'text-accent-ink')}>
          {benefit(terms)}
        </p>
        <ul className="flex flex-wrap gap-x-1.5 text-muted text-sm">
          {conditions(terms).map((condition, place) => (
            <li key={condition}>
              {place > 0 && <span aria-hidden>· </span>}
              {condition}
            </li>
          ))}
        </ul>
        {note && <div className="text-faint text-xs">{note}</div>}
      </div>
      {action && (
        <div className="grid shrink-0 content-center justify-items-center gap-2 border-line border-dashed p-5 max-sm:border-t sm:min-w-44 sm:border-l">
          {action}
        </div>
      )}
    </article>
  );
}
