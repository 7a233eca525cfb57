import { Check } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  label: ReactNode;
  hint?: ReactNode;
  labelHidden?: boolean;
};

/** The browser's own checkbox, drawn to fit: it submits, resets and validates like any input. */
export function Checkbox({ label, hint, labelHidden = false, className, ...props }: CheckboxProps) {
  return (
    <label className={cn('inline-flex items-start gap-3 py-1 max-md:min-h-11 max-md:py-2.5', className)}>
      <span className="relative mt-0.5 grid size-5 shrink-0 place-items-center">
        <input
          {...props}
          type="checkbox"
          className="peer size-5 appearance-none rounded-xs border border-edge bg-surface transition-colors checked:border-accent checked:bg-accent hover:border-accent disabled:border-line disabled:bg-sunken aria-invalid:border-danger"
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none absolute size-3.5 text-on-accent opacity-0 peer-checked:opacity-100"
        />
      </span>
      <span className={cn('text-[0.9375rem] leading-6', labelHidden && 'sr-only')}>
        {label}
        {hint && <span className="block text-[0.8125rem] text-faint">{hint}</span>}
      </span>
    </label>
  );
}
