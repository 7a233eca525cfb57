import type { ReactNode } from 'react';
import type { Theme } from '@/components/preferences/preferences';
import { ThemedPicture } from '@/components/ui/themed-picture';

const wide = { light: '/demo/hero-light.webp', dark: '/demo/hero-dark.webp' };
const narrow = { light: '/demo/hero-light-tall.webp', dark: '/demo/hero-dark-tall.webp' };

type HeroProps = { theme: Theme; title: ReactNode; body: ReactNode; action: ReactNode };

/** The first thing that people see: a seat on the maru. Words stand on the picture's quiet part. */
export function Hero({ theme, title, body, action }: HeroProps) {
  return (
    <section className="relative overflow-hidden rounded-xl bg-sunken">
      <ThemedPicture
        wide={wide}
        narrow={narrow}
        theme={theme}
        alt=""
        eager
        className="aspect-[90/142] w-full object-cover object-bottom sm:aspect-auto sm:h-[25rem] sm:object-[85%_50%] lg:h-[29rem]"
      />
      <div className="absolute inset-0 flex flex-col items-start p-7 pr-16 sm:max-w-[52%] sm:justify-center sm:p-12 sm:pb-28 lg:p-16 lg:pb-32">
        <h1 className="font-bold text-[1.625rem] leading-tight sm:text-3xl lg:text-[2.75rem]">{title}</h1>
        <p className="mt-3 max-w-sm text-[0.9375rem] text-muted lg:text-lg">{body}</p>
        <div className="mt-5 lg:mt-7">{action}</div>
      </div>
    </section>
  );
}
