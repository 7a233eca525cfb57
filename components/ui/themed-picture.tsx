type ThemedPictureProps = {
  light: string;
  dark: string;
  /** The theme that is set; with `system` the browser chooses, and loads one of the two only. */
  theme: 'system' | 'light' | 'dark';
  alt: string;
  eager?: boolean;
  className?: string;
};

/** A picture that has a day and a night. */
export function ThemedPicture({ light, dark, theme, alt, eager = false, className }: ThemedPictureProps) {
  return (
    <picture>
      {theme === 'system' && <source srcSet={dark} media="(prefers-color-scheme: dark)" />}
      <img
        src={theme === 'dark' ? dark : light}
        alt={alt}
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : undefined}
        decoding="async"
        className={className}
      />
    </picture>
  );
}
