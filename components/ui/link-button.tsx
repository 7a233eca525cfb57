import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { type ButtonStyle, buttonStyle } from './button-style';
import { cn } from './cn';

type LinkButtonProps = ComponentProps<'a'> &
  ButtonStyle & {
    /** Lends the look to its one child, a router's link: `<LinkButton asChild><Link href="/">…</Link></LinkButton>`. */
    asChild?: boolean;
  };

/** A link that looks like a button: it goes somewhere, and changes nothing. */
export function LinkButton({ variant, size, wide, asChild = false, className, ...props }: LinkButtonProps) {
  const Anchor = asChild ? Slot.Root : 'a';
  return <Anchor {...props} className={cn(buttonStyle({ variant, size, wide }), className)} />;
}
