/** The look of a tab. Also worn by links that switch between sibling pages: give the present one `aria-current="page"`. */
export const tabStyle = [
  '-mb-px flex min-h-11 shrink-0 items-center gap-1.5 rounded-t-xs border-transparent border-b-2 font-medium text-muted text-sm transition-colors hover:text-ink',
  'data-[state=active]:border-ink data-[state=active]:text-ink',
  'aria-[current=page]:border-ink aria-[current=page]:text-ink',
].join(' ');
