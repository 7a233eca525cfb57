import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ArtFrame } from '@/components/ui/art-frame';
import type { CategoryNode } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { thumbnailOf } from './picture';

type CategoryTilesProps = {
  categories: CategoryNode[] /** A picture per category. */;
  pictures: Record<string, string>;
};

/** The shelves of the shop, each with something that lies on it. */
export function CategoryTiles({ categories, pictures }: CategoryTilesProps) {
  const t = useTranslations('shop.home');
  return (
    <nav aria-label={t('categories')}>
      <ul className="-mx-5 flex gap-3 overflow-x-auto px-5 py-1 [scrollbar-width:none] sm:mx-0 sm:grid sm:grid-cols-6 sm:gap-5 sm:px-0">
        {categories.map(({ id, slug, name, productCount }) => (
          <li key={id} className="w-24 shrink-0 sm:w-auto">
            <Link href={paths.category(slug)} className="group grid gap-2.5 rounded-lg text-center">
              <ArtFrame
                src={thumbnailOf(pictures[id] ?? null)}
                alt=""
                eager
                className="rounded-full transition-transform duration-150 group-hover:scale-[1.02]"
              />
              <span className="text-[0.9375rem] leading-tight group-hover:underline group-hover:underline-offset-4">
                {name}
                <span className="block text-faint text-xs">{t('count', { count: productCount })}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
