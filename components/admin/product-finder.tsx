'use client';

import { Plus, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useProductSearch } from '@/components/queries/campaigns';
import { useAfterPause } from '@/components/queries/use-after-pause';
import { thumbnailOf } from '@/components/shop/picture';
import { ArtFrame } from '@/components/ui/art-frame';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Money } from '@/components/ui/money';
import type { AdminProductItem } from '@/lib/catalog/admin-model';
import { searchLengthMax } from '@/lib/catalog/model';

/** How long typing pauses before it is searched for. */
const pauseMs = 200;

type ProductFinderProps = {
  label: string;
  /** What is wrong with what was chosen. */
  error?: string | null;
  /** Those that are there already. */
  chosenIds: readonly string[];
  onPick: (product: AdminProductItem) => void;
};

/** Products by name or SKU, each to be taken at a press. */
export function ProductFinder({ label, error, chosenIds, onPick }: ProductFinderProps) {
  const t = useTranslations('admin.coupons.finder');
  const [text, setText] = useState('');
  const wanted = useAfterPause(text.trim(), pauseMs);
  const pick = (product: AdminProductItem) => {
    setText('');
    onPick(product);
  };
  const { data, isError, isFetching } = useProductSearch(wanted);
  const found = text.trim() === '' ? [] : (data?.items ?? []).filter(({ id }) => !chosenIds.includes(id));
  const isNone = text.trim() !== '' && data !== undefined && found.length === 0 && !isFetching;
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <Field label={label} error={error}>
        <Input
          type="search"
          size="sm"
          value={text}
          maxLength={searchLengthMax}
          autoComplete="off"
          placeholder={t('placeholder')}
          before={<Search aria-hidden />}
          onChange={(event) => setText(event.target.value)}
          // Enter would send the form around it.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </Field>
      <p role="status" className="text-[0.8125rem] text-muted empty:hidden">
        {isError ? t('failed') : isNone && t('none')}
      </p>
      {found.length > 0 && (
        <ul aria-label={t('found')} className="grid grid-cols-1 divide-y rounded-md border">
          {found.map((product) => (
            <li key={product.id}>
              <button
                type="button"
                onClick={() => pick(product)}
                className="flex min-h-11 w-full items-center gap-3 px-3 py-1.5 text-left text-sm transition-colors hover:bg-hover"
              >
                <ArtFrame src={thumbnailOf(product.image?.url ?? null)} alt="" className="size-8 shrink-0 rounded-sm" />
                <span className="min-w-0 flex-1 truncate font-medium">{product.name}</span>
                <Money won={product.priceWon} className="text-muted" />
                <Plus aria-hidden className="size-4 shrink-0 text-accent-ink" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
