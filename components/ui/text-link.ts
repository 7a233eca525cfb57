/** The look of a link within text. A class, so that any router's link can wear it. */
export const textLink =
  'rounded-xs font-medium text-accent-ink underline decoration-accent/40 underline-offset-4 transition-colors hover:decoration-accent';

/** A quiet link in lists and bars: no underline until it is hovered or focused. */
export const quietLink =
  'rounded-xs text-muted transition-colors hover:text-ink hover:underline hover:underline-offset-4';
