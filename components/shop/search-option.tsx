import type { LucideIcon } from 'lucide-react';
import { useLocale } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { formatWon } from '@/lib/shared/money';
import { thumbnailOf } from './picture';
import type { OfferedSearch } from './search-offers';

type SearchOptionProps = {
  id: string;
  active: boolean;
  icon: LucideIcon;
  offer: OfferedSearch;
  onChoose: () => void;
  onPoint: () => void;
};

/** One line of the search field's list. The field has the focus and the keys; this is only pointed at. */
export function SearchOption({ id, active, icon: Icon, offer, onChoose, onPoint }: SearchOptionProps) {
  const locale = useLocale();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is taken by the field
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option
    <div
      role="option"
      id={id}
      aria-selected={active}
      onClick={onChoose}
      onMouseMove={active ? undefined : onPoint}
      className={cn(
        'flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 py-1.5 text-sm',
        active && 'bg-hover',
      )}
    >
      {offer.kind === 'product' ? (
        <>
          <Thumbnail url={offer.product.image?.url ?? null} />
          <span className="min-w-0 flex-1 truncate">{offer.product.name}</span>
          <span className="shrink-0 text-faint tabular-nums">{formatWon(offer.product.priceWon, locale)}</span>
        </>
      ) : (
        <>
          <Icon aria-hidden className="size-4 shrink-0 text-faint" />
          <span className="min-w-0 truncate">{offer.text}</span>
        </>
      )}
    </div>
  );
}

function Thumbnail({ url }: { url: string | null }) {
  return (
    <span className="size-10 shrink-0 overflow-hidden rounded-sm bg-sunken">
      {url && (
        // biome-ignore lint/performance/noImgElement: a thumbnail that is small already
        <img src={thumbnailOf(url) ?? url} alt="" width={40} height={40} className="size-full object-cover" />
      )}
    </span>
  );
}
