/** A link that is one of several choices, as a pill; the present one is filled. */
export const choiceLink =
  'flex min-h-11 items-center whitespace-nowrap rounded-full border border-line px-3.5 text-muted text-sm transition-colors hover:border-edge hover:text-ink aria-[current=page]:border-ink aria-[current=page]:bg-ink aria-[current=page]:font-medium aria-[current=page]:text-canvas md:min-h-9';
