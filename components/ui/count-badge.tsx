import { cn } from './cn';

const countShownMax = 99;

/** A number on the corner of an icon. Hidden from screen readers: the icon's label says the number. Nothing at 0. */
export function CountBadge({ count, className }: { count: number; className?: string }) {
  if (count <= 0) return null;
  return (
    <span
      aria-hidden
      className={cn(
        'grid h-[1.125rem] min-w-[1.125rem] place-items-center rounded-full bg-accent px-1 font-bold text-[0.6875rem] text-on-accent tabular-nums leading-none',
        className,
      )}
    >
      {count > countShownMax ? `${countShownMax}+` : count}
    </span>
  );
}
