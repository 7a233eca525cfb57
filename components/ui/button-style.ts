import { cva, type VariantProps } from 'class-variance-authority';

/** The look that buttons and links that look like buttons share. 44 px high on phones, whatever the size. */
export const buttonStyle = cva(
  [
    'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap font-semibold transition-colors',
    'refused:cursor-not-allowed max-md:min-h-11 [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary:
          'bg-accent text-on-accent hover:bg-accent-hover refused:bg-hover refused:text-faint refused:hover:bg-hover',
        secondary: 'bg-hover text-ink hover:bg-line refused:text-faint refused:hover:bg-hover',
        outline:
          'border border-line bg-surface text-ink hover:border-edge hover:bg-sunken refused:text-faint refused:hover:border-line refused:hover:bg-surface',
        ghost: 'text-ink hover:bg-hover refused:text-faint refused:hover:bg-transparent',
        soft: 'bg-accent-soft text-accent-ink hover:bg-accent-soft/70 refused:text-faint',
        danger:
          'bg-danger text-on-danger hover:bg-danger-hover refused:bg-hover refused:text-faint refused:hover:bg-hover',
        dangerGhost: 'text-danger hover:bg-danger-soft refused:text-faint refused:hover:bg-transparent',
      },
      size: {
        xs: 'h-8 rounded-xs px-2.5 text-[0.8125rem] [&_svg]:size-4',
        sm: 'h-9 rounded-sm px-3.5 text-sm [&_svg]:size-4',
        md: 'h-11 rounded-md px-5 text-[0.9375rem] [&_svg]:size-[1.125rem]',
        lg: 'h-14 rounded-lg px-7 text-base [&_svg]:size-5',
        icon: 'size-10 rounded-md max-md:min-w-11 [&_svg]:size-5',
        iconSm: 'size-8 rounded-sm max-md:min-w-11 [&_svg]:size-4',
      },
      wide: { true: 'w-full' },
    },
    defaultVariants: { variant: 'primary', size: 'md' },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyle>;
