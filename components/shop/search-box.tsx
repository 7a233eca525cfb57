'use client';

import { Clock, LayoutGrid, Search, X } from 'lucide-react';
import Form from 'next/form';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useSuggestions } from '@/components/queries/suggestions';
import { cn } from '@/components/ui/cn';
import { searchLengthMax } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { forgetSearches, rememberSearch, useRecentSearches } from './recent-searches';
import { type OfferedSearch, offeredSearches } from './search-offers';
import { SearchOption } from './search-option';

type SearchBoxProps = {
  /** What the page shows the results of. */
  q: string;
  /** In a sheet of its own, where the suggestions are part of the page instead of floating over it. */
  inSheet?: boolean;
  onGone?: () => void;
};

/** The search field with its suggestions: a combobox whose list the arrow keys walk through while the typing goes on. */
export function SearchBox({ q, inSheet = false, onGone }: SearchBoxProps) {
  const t = useTranslations('shop.search');
  const router = useRouter();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  const [open, setOpen] = useState(inSheet);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const recent = useRecentSearches();
  const suggestions = useSuggestions(text);
  const groups = offeredSearches({ text: text.trim(), recent, suggestions });
  const offers = groups.flatMap((group) => group.offers);
  // By its key: what is suggested may change under the arrow keys.
  const activePlace = offers.findIndex(({ key }) => key === activeKey);
  const active = offers[activePlace];
  const isShown = open && (offers.length > 0 || inSheet);

  const leave = () => {
    setOpen(inSheet);
    setActiveKey(null);
    onGone?.();
  };
  const search = (wanted: string) => {
    if (wanted) rememberSearch(wanted);
    leave();
  };
  const choose = (offer: OfferedSearch) => {
    if (offer.kind === 'text') {
      setText(offer.text);
      search(offer.text);
    } else {
      if (text.trim()) rememberSearch(text.trim());
      setText('');
      leave();
    }
    router.push(offer.href);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While Hangul is being composed the keys belong to the input method; Enter only ends the syllable.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && offers.length > 0) {
      event.preventDefault();
      setOpen(true);
      // From the field (-1) through the list and back to the field.
      const place = ((activePlace + 1 + step + offers.length + 1) % (offers.length + 1)) - 1;
      setActiveKey(offers[place]?.key ?? null);
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      choose(active);
    } else if (event.key === 'Escape' && open && !inSheet) {
      event.preventDefault();
      setOpen(false);
      setActiveKey(null);
    }
  };

  return (
    <search className={cn('relative', inSheet && 'grid gap-4')}>
      <Form
        action={paths.products}
        onSubmit={(event) => {
          // What was typed before the page came to life is in the field only.
          const wanted = input.current?.value.trim() ?? '';
          if (wanted === '') event.preventDefault();
          else search(wanted);
        }}
        className="relative"
      >
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-faint"
        />
        <input
          ref={input}
          type="text"
          name="q"
          value={text}
          maxLength={searchLengthMax}
          autoComplete="off"
          enterKeyHint="search"
          placeholder={t('placeholder')}
          role="combobox"
          aria-label={t('label')}
          aria-autocomplete="list"
          aria-expanded={isShown}
          aria-controls={`${id}list`}
          aria-activedescendant={active && isShown ? `${id}${activePlace}` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
            setActiveKey(null);
          }}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onBlur={() => {
            setOpen(inSheet);
            setActiveKey(null);
          }}
          onKeyDown={onKeyDown}
          className={cn(
            'h-11 w-full rounded-full border border-transparent bg-sunken pr-11 pl-10 text-base text-ink transition-colors lg:h-10 lg:text-sm',
            'placeholder:text-faint hover:bg-hover focus-visible:border-accent focus-visible:bg-surface focus-visible:outline-1 focus-visible:outline-offset-0',
          )}
        />
        {text !== '' && (
          <button
            type="button"
            aria-label={t('clear')}
            onClick={() => {
              setText('');
              setActiveKey(null);
              input.current?.focus();
            }}
            className="absolute inset-y-0 right-1 my-auto grid size-9 place-items-center rounded-full text-faint hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </button>
        )}
      </Form>
      <p role="status" className="sr-only">
        {isShown && text.trim() !== '' ? t('count', { count: offers.length }) : ''}
      </p>
      <div
        hidden={!isShown}
        className={cn(
          !inSheet &&
            'absolute top-full right-0 z-50 mt-2 max-h-[min(34rem,78dvh)] w-[max(100%,25rem)] overflow-y-auto rounded-lg border bg-raised p-2 shadow-float',
        )}
      >
        {/* A press must not take the focus from the field: its blur would close the list before the click is through. */}
        <div
          role="listbox"
          id={`${id}list`}
          aria-label={t('label')}
          onMouseDown={(event) => event.preventDefault()}
          className="grid gap-2"
        >
          {groups.map(({ title, offers: grouped }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls of a form, not options of a listbox
            <div role="group" key={title} aria-labelledby={`${id}${title}`}>
              <p id={`${id}${title}`} className="px-3 py-1.5 font-medium text-faint text-xs">
                {t(title)}
              </p>
              {grouped.map((offer) => {
                const place = offers.indexOf(offer);
                return (
                  <SearchOption
                    key={offer.key}
                    id={`${id}${place}`}
                    active={place === activePlace}
                    icon={title === 'recent' ? Clock : title === 'categories' ? LayoutGrid : Search}
                    offer={offer}
                    onChoose={() => choose(offer)}
                    onPoint={() => setActiveKey(offer.key)}
                  />
                );
              })}
            </div>
          ))}
        </div>
        {text.trim() === '' && recent.length > 0 && (
          <button
            type="button"
            onMouseDown={(event) => event.preventDefault()}
            onClick={forgetSearches}
            className="mt-1 min-h-9 rounded-sm px-3 text-muted text-xs hover:text-ink"
          >
            {t('forget')}
          </button>
        )}
        {offers.length === 0 && (
          <p className="px-3 py-2 text-muted text-sm">{t(text.trim() === '' ? 'hint' : 'nothing')}</p>
        )}
      </div>
    </search>
  );
}
