import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { quietLink } from '@/components/ui/text-link';

type SectionHeadingProps = {
  /** Of the heading, for a part that is named by it. */
  id?: string;
  title: string;
  note?: ReactNode;
  /** Where there is more of it. */
  href?: string | undefined;
};

/** The title of a part of a page, with the way to all of it. */
export function SectionHeading({ id, title, note, href }: SectionHeadingProps) {
  const t = useTranslations('shop.list');
  return (
    <div className="mb-5 flex items-end justify-between gap-4 lg:mb-7">
      <div>
        <h2 id={id} className="font-bold text-xl lg:text-2xl">
          {title}
        </h2>
        {note && <p className="mt-1 text-muted text-sm lg:text-[0.9375rem]">{note}</p>}
      </div>
      {href && (
        <Link
          href={href}
          aria-label={t('seeAllOf', { what: title })}
          className={`${quietLink} inline-flex min-h-11 shrink-0 items-center gap-0.5 text-sm md:min-h-6`}
        >
          {t('seeAll')}
          <ChevronRight aria-hidden className="size-4" />
        </Link>
      )}
    </div>
  );
}
