/** The look of links that choose one of several: give the present one `aria-current="page"`. */
export const pillLink = [
  'inline-flex min-h-9 max-w-full items-center gap-1.5 rounded-full border px-3 text-muted text-sm transition-colors hover:bg-hover max-md:min-h-11',
  'aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink',
].join(' ');
