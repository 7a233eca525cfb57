'use client';

import { useTranslations } from 'next-intl';
import { RadioChip, RadioGroup } from '@/components/ui/radio-group';
import type { VariantView } from '@/lib/catalog/model';
import { choose, optionNames } from './option-rules';

type OptionPickerProps = {
  variants: VariantView[];
  chosen: VariantView;
  onChoose: (variant: VariantView) => void;
};

/** One group of choices per option. Sold-out ones say so and can be chosen all the same. Nothing where there is nothing to choose. */
export function OptionPicker({ variants, chosen, onChoose }: OptionPickerProps) {
  return (
    <div className="grid gap-5 empty:hidden">
      {optionNames(variants).map((option) => (
        <OptionGroup key={option.name} option={option} variants={variants} chosen={chosen} onChoose={onChoose} />
      ))}
    </div>
  );
}

type OptionGroupProps = OptionPickerProps & { option: { name: string; values: string[] } };

function OptionGroup({ option: { name, values }, variants, chosen, onChoose }: OptionGroupProps) {
  const t = useTranslations('shop.stock');
  const pick = (value: string) => {
    const variant = choose(variants, chosen.options, { name, value });
    if (variant) onChoose(variant);
  };
  return (
    <RadioGroup label={name} value={chosen.options[name] ?? ''} onValueChange={pick} className="flex flex-wrap gap-2">
      {values.map((value) => {
        const soldOut = choose(variants, chosen.options, { name, value })?.stockStatus === 'SOLD_OUT';
        return (
          <RadioChip
            key={value}
            value={value}
            label={value}
            hint={soldOut ? t('soldOut') : undefined}
            className={soldOut ? 'border-dashed text-muted' : undefined}
          />
        );
      })}
    </RadioGroup>
  );
}
