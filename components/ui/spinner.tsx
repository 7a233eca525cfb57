import { cn } from './cn';

/** A turning ring. Say in words what is going on beside it (`aria-busy`, or a text). */
export function Spinner({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-block size-[1.125rem] animate-spin rounded-full border-2 border-current border-r-transparent',
        className,
      )}
    />
  );
}
