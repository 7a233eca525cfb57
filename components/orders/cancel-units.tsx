'use client';

import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import { QuantityStepper } from '@/components/ui/quantity-stepper';
import type { OrderView } from '@/lib/orders/model';
import { lineName } from './line-name';
import { unitsLeft } from './units-left';

/** Units by the line's id. */
export type ChosenUnits = Record<string, number>;

type CancelUnitsProps = {
  lines: OrderView['lines'];
  chosen: ChosenUnits;
  onChange: (chosen: ChosenUnits) => void;
};

/** How many units of each line are to go. */
export function CancelUnits({ lines, chosen, onChange }: CancelUnitsProps) {
  const t = useTranslations('cancellation');
  return (
    <ul className="divide-y rounded-md border px-4">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
          <div className="min-w-0 flex-1 basis-36 text-sm">
            <p className="font-medium">{lineName(line)}</p>
            <p className="text-[0.8125rem] text-muted">
              <Money won={line.unitPriceWon} /> · {t('left', { count: unitsLeft(line) })}
            </p>
          </div>
          <QuantityStepper
            size="sm"
            min={0}
            max={unitsLeft(line)}
            value={Math.min(chosen[line.id] ?? 0, unitsLeft(line))}
            onChange={(units) => onChange({ ...chosen, [line.id]: units })}
            label={t('unitsOf', { name: lineName(line) })}
          />
        </li>
      ))}
    </ul>
  );
}
