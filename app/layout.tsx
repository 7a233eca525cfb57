import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { currentTheme } from '@/components/preferences/current-theme';
import { Providers } from '@/components/providers';
import { env } from '@/lib/env';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common.brand');
  return {
    metadataBase: new URL(env().NEXTAUTH_URL),
    title: { default: `${t('name')} · ${t('tagline')}`, template: `%s · ${t('name')}` },
    description: t('description'),
    openGraph: { siteName: t('name'), type: 'website' },
  };
}

const paper = { light: '#ffffff', dark: '#101312' } as const;

export async function generateViewport(): Promise<Viewport> {
  const theme = await currentTheme();
  return {
    viewportFit: 'cover',
    themeColor:
      theme === 'system'
        ? [
            { media: '(prefers-color-scheme: light)', color: paper.light },
            { media: '(prefers-color-scheme: dark)', color: paper.dark },
          ]
        : paper[theme],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme, t, messages] = await Promise.all([
    getLocale(),
    currentTheme(),
    getTranslations('common'),
    getMessages(),
  ]);
  // The back office brings its own; shoppers need not load it.
  const { admin: _, ...shopMessages } = messages;
  return (
    <html lang={locale} data-theme={theme}>
      <body>
        <a
          href="#main"
          className="-translate-y-20 fixed top-3 left-3 z-60 rounded-md bg-ink px-4 py-2.5 font-semibold text-canvas text-sm focus:translate-y-0"
        >
          {t('skip')}
        </a>
        <NextIntlClientProvider messages={shopMessages}>
          <Providers>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
