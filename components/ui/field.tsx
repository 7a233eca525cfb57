'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useId, useMemo } from 'react';
import { cn } from './cn';

type FieldLinks = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean };

const FieldContext = createContext<FieldLinks | null>(null);

type FieldProps = {
  label: ReactNode;
  /** Shown under the label's control until there is an error. */
  hint?: ReactNode;
  /** What is wrong, in words that say how to put it right. Announced when it appears. */
  error?: string | null | undefined;
  required?: boolean;
  /** Says "optional" beside the label; most forms have few of those. */
  optional?: boolean;
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean;
  /** At the end of the label's line, as a "forgotten?" link. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** Label, control, hint and error as one. Input, Select and Textarea inside connect themselves. */
export function Field({
  label,
  hint,
  error,
  required = false,
  optional = false,
  labelHidden,
  aside,
  className,
  children,
}: FieldProps) {
  const t = useTranslations('common.ui');
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = Boolean(error) || hint !== undefined;
  const links = useMemo(
    () => ({ id, describedBy: hasNote ? noteId : undefined, invalid: Boolean(error), required }),
    [id, hasNote, noteId, error, required],
  );
  return (
    <FieldContext value={links}>
      <div className={cn('grid content-start gap-1.5', className)}>
        <div className={cn('flex items-baseline justify-between gap-3', labelHidden && 'sr-only')}>
          <label htmlFor={id} className="font-medium text-ink text-sm">
            {label}
            {optional && <span className="ml-1.5 font-normal text-faint text-xs">{t('optional')}</span>}
          </label>
          {aside}
        </div>
        {children}
        <div id={noteId} aria-live="polite" className={cn('text-[0.8125rem] leading-snug', !hasNote && 'hidden')}>
          {error ? <FieldError>{error}</FieldError> : hint && <span className="text-faint">{hint}</span>}
        </div>
      </div>
    </FieldContext>
  );
}

function FieldError({ children }: { children: ReactNode }) {
  return (
    <span className="flex gap-1.5 text-danger">
      <CircleAlert aria-hidden className="mt-px size-4 shrink-0" />
      {children}
    </span>
  );
}

/** The attributes that tie a control to the Field around it; none when it stands alone. */
export function useFieldLinks(own: { id?: string | undefined; required?: boolean | undefined }) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.id,
    required: own.required ?? (field?.required || undefined),
    'aria-describedby': field?.describedBy,
    'aria-invalid': field?.invalid || undefined,
  };
}
