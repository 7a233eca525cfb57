type DayAndNight = { light: string; dark: string };

type ThemedPictureProps = {
  wide: DayAndNight;
  /** For screens below 40rem. */
  narrow: DayAndNight;
  /** The theme that is set; with `system` the browser chooses. */
  theme: 'system' | 'light' | 'dark';
  alt: string;
  eager?: boolean;
  className?: string;
};

const isNarrow = '(width < 40rem)';
const isNight = '(prefers-color-scheme: dark)';

/** A picture that has a day and a night, and a form for phones. The browser loads only the one that it shows. */
export function ThemedPicture({ wide, narrow, theme, alt, eager = false, className }: ThemedPictureProps) {
  const time = theme === 'dark' ? 'dark' : 'light';
  return (
    <picture>
      {theme === 'system' && <source srcSet={narrow.dark} media={`${isNarrow} and ${isNight}`} />}
      {theme === 'system' && <source srcSet={wide.dark} media={isNight} />}
      <source srcSet={narrow[time]} media={isNarrow} />
      <img
        src={wide[time]}
        alt={alt}
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : undefined}
        decoding="async"
        className={className}
      />
    </picture>
  );
}
