/** The look of everything that is filled in: input, select, textarea. 16 px text on phones, so that iOS does not zoom. */
export const controlStyle = [
  'w-full min-w-0 rounded-md border border-edge bg-surface px-3.5 text-base text-ink transition-colors md:text-[0.9375rem]',
  'placeholder:text-faint hover:border-muted',
  'focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0',
  'aria-invalid:border-danger aria-invalid:focus-visible:outline-danger',
  '[&:read-only:not(select)]:bg-sunken disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-faint',
].join(' ');

/** Dense controls of the back office. */
export const controlSize = { sm: 'h-9 rounded-sm px-3 text-sm md:text-sm max-md:h-11', md: 'h-12' } as const;
export type ControlSize = keyof typeof controlSize;
