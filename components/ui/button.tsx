'use client';

import type { ComponentProps, MouseEvent } from 'react';
import { useId, useState } from 'react';
import { type ButtonStyle, buttonStyle } from './button-style';
import { cn } from './cn';
import { Spinner } from './spinner';
import { Tooltip } from './tooltip';

export type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> &
  ButtonStyle & {
    /** Shows a spinner and ignores presses; the label stays for screen readers and keeps the width. */
    loading?: boolean | undefined;
    /** Why it can't be pressed now. The button stays reachable, and tells the reason on hover, focus and press. */
    disabledReason?: string | null | undefined;
  };

export function Button({ loading = false, disabledReason, ...props }: ButtonProps) {
  if (disabledReason) return <RefusingButton {...props} reason={disabledReason} />;
  return <PlainButton {...props} loading={loading} />;
}

function PlainButton({
  variant,
  size,
  wide,
  loading,
  className,
  type = 'button',
  children,
  onClick,
  ...props
}: ButtonProps) {
  return (
    <button
      {...props}
      type={type}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      onClick={loading ? refuse : onClick}
      className={cn(buttonStyle({ variant, size, wide }), loading && 'relative', className)}
    >
      {loading ? (
        <>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
          <span className="inline-flex items-center gap-2 opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}

function RefusingButton({
  variant,
  size,
  wide,
  className,
  children,
  reason,
  ...props
}: ButtonProps & { reason: string }) {
  const [open, setOpen] = useState(false);
  const reasonId = useId();
  return (
    <>
      <Tooltip content={reason} open={open} onOpenChange={setOpen}>
        <button
          {...props}
          type="button"
          aria-disabled
          aria-describedby={reasonId}
          // A press shows the reason too: phones have no hover.
          onClick={(event) => {
            refuse(event);
            setOpen(true);
          }}
          className={cn(buttonStyle({ variant, size, wide }), className)}
        >
          {children}
        </button>
      </Tooltip>
      <span id={reasonId} hidden>
        {reason}
      </span>
    </>
  );
}

function refuse(event: MouseEvent) {
  event.preventDefault();
}
