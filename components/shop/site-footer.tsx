import Link from 'next/link';
import { useFormatter, useLocale, useNow, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { paths } from '@/lib/http/paths';
import { isShippingFree } from '@/lib/settings/rules';
import { formatWon } from '@/lib/shared/money';
import type { FrameData } from './frame-data';
import { Wordmark } from './wordmark';

export function SiteFooter({ categories, terms }: Pick<FrameData, 'categories' | 'terms'>) {
  const locale = useLocale();
  const t = useTranslations('shop.footer');
  const brand = useTranslations('common.brand');
  const year = useFormatter().dateTime(useNow(), { year: 'numeric' }).replace(/\D/g, '');
  return (
    <footer className="mt-20 border-t bg-sunken/60 lg:mt-28">
      <div className="page grid grid-cols-2 gap-x-6 gap-y-10 py-12 lg:grid-cols-[2fr_1fr_1fr_1fr] lg:py-16">
        <div className="col-span-2 lg:col-span-1">
          <Wordmark />
          <p className="mt-4 max-w-xs text-muted text-sm">{brand('description')}</p>
        </div>
        <FooterList title={t('shop')}>
          {categories.map(({ slug, name }) => (
            <FooterLink key={slug} href={paths.category(slug)}>
              {name}
            </FooterLink>
          ))}
        </FooterList>
        <FooterList title={t('help')}>
          <li className="py-1.5">
            {isShippingFree(terms)
              ? t('shippingFree')
              : t('shipping', { won: formatWon(terms.freeShippingFromWon, locale) })}
          </li>
          <li className="py-1.5">{t('hold', { minutes: terms.paymentHoldMinutes })}</li>
        </FooterList>
        <FooterList title={t('developers')}>
          <li>
            <a href={paths.apiDocs} className={footerLink}>
              {t('api')}
            </a>
          </li>
          <li>
            <a href={paths.ready} className={footerLink}>
              {t('status')}
            </a>
          </li>
        </FooterList>
      </div>
      <div className="page">
        <div className="flex flex-wrap justify-between gap-x-8 gap-y-1 border-t py-6 text-faint text-xs">
          <p>{t('copyright', { year })}</p>
          <p>{t('about')}</p>
        </div>
      </div>
    </footer>
  );
}

function FooterList({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h2 className="font-semibold text-sm">{title}</h2>
      <ul className="mt-2 text-muted text-sm">{children}</ul>
    </div>
  );
}

function FooterLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <li>
      <Link href={href} prefetch={false} className={footerLink}>
        {children}
      </Link>
    </li>
  );
}

const footerLink =
  'inline-flex min-h-8 items-center rounded-xs hover:text-ink hover:underline hover:underline-offset-4 max-md:min-h-11';
