'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { ProductStock, VariantStock } from '@/lib/catalog/model';
import { apiPaths } from '@/lib/http/paths';
import type { StockOfMany } from '@/lib/inventory/model';
import { callApi } from './api-client';
import { LiveStream } from './live-stream';
import { patchCarts } from './patch-carts';
import { keepNewest, productStockKey, variantStockKey } from './stock-keys';

/** What the API lets one stream follow, and one request ask for. */
const followedMax = 100;
/** Parts of a page appear one after the other; the stream is opened for all of them together. */
const gatherMs = 50;
/** After a refusal the page asks by itself, and tries the stream again after so long, and as much again by chance. */
const refusedMs = 15_000;
/** How often the page asks while nothing is told to it. Pages in the background don't. */
const askMs = 5_000;

type Kind = 'variantIds' | 'productIds';

/**
 * The page's one stream of stock, for whatever its parts follow. It is closed while nobody looks, and comes back by itself; what it
 * tells goes where the parts read it (React Query). While it is not there, `isLive` is false, and the page asks for all of it together from time to time.
 */
class LiveStock {
  readonly #followers: Record<Kind, Map<string, number>> = { variantIds: new Map(), productIds: new Map() };
  readonly #listeners = new Set<() => void>();
  readonly #queries: QueryClient;
  #stream: LiveStream | null = null;
  /** What the open stream follows. */
  #followed = new Set<string>();
  /** The same as the API is asked for it; empty while nothing is followed. */
  #search = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLive = false;

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  readonly isLive = (): boolean => this.#isLive;

  /** What is to be asked for, since it is not told; or nothing. */
  readonly untold = (): string => (this.#isLive ? '' : this.#search);

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follows these until the returned function is called. */
  follow(kind: Kind, ids: string[]): () => void {
    const counts = this.#followers[kind];
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    this.#plan(gatherMs);
    return () => {
      for (const id of ids) {
        const left = (counts.get(id) ?? 1) - 1;
        if (left > 0) counts.set(id, left);
        else counts.delete(id);
      }
      this.#plan(gatherMs);
    };
  }

  /** The page has come into view, or gone out of it. */
  readonly look = (): void => this.#plan(0);

  readonly close = (): void => {
    clearTimeout(this.#timer);
    this.#stream?.close();
    this.#stream = null;
  };

  #plan(inMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), inMs);
  }

  /** Sees to it that what is followed now is streamed: a stream that has more than that is good enough. */
  #open(): void {
    const wanted = this.#wanted();
    const all = Object.values(wanted).flat();
    const isOpen = this.#stream !== null && !this.#stream.isOver;
    const isEnough = all.every((id) => this.#followed.has(id));
    if (isOpen && isEnough && all.length > 0 && !document.hidden) return;
    this.close();
    this.#followed = new Set(all);
    this.#search = searchOf(wanted);
    this.#announce();
    if (all.length === 0 || document.hidden) return;
    this.#stream = new LiveStream(`${apiPaths.stockEvents}?${this.#search}`, {
      messages: {
        stock: (data) => this.#hearVariant(JSON.parse(data)),
        productStock: (data) => this.#hearProduct(JSON.parse(data)),
      },
      live: (isLive) => this.#setLive(isLive),
      refused: () => this.#plan(refusedMs * (1 + Math.random())),
    });
  }

  /** The latest are on the screen, or near it. */
  #wanted(): Record<Kind, string[]> {
    const variantIds = [...this.#followers.variantIds.keys()].slice(-followedMax);
    const room = followedMax - variantIds.length;
    return { variantIds, productIds: room > 0 ? [...this.#followers.productIds.keys()].slice(-room) : [] };
  }

  readonly hear = ({ variants, products }: StockOfMany): void => {
    for (const stock of variants) this.#hearVariant(stock);
    for (const stock of products) this.#hearProduct(stock);
  };

  #hearVariant(stock: VariantStock): void {
    this.#queries.setQueryData<VariantStock>(variantStockKey(stock.variantId), keepNewest(stock));
    patchCarts(this.#queries, stock);
  }

  #hearProduct(stock: ProductStock): void {
    this.#queries.setQueryData<ProductStock>(productStockKey(stock.productId), keepNewest(stock));
  }

  #setLive(isLive: boolean): void {
    if (this.#isLive === isLive) return;
    this.#isLive = isLive;
    this.#announce();
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

function searchOf(wanted: Record<Kind, string[]>): string {
  const named = Object.entries(wanted).filter(([, ids]) => ids.length > 0);
  return new URLSearchParams(named.map(([kind, ids]) => [kind, ids.join(',')])).toString();
}

const LiveStockContext = createContext<LiveStock | null>(null);

/** Once per page, around everything that shows stock. */
export function LiveStockProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [live] = useState(() => new LiveStock(queries));
  useEffect(() => {
    document.addEventListener('visibilitychange', live.look);
    return () => {
      document.removeEventListener('visibilitychange', live.look);
      live.close();
    };
  }, [live]);
  useAskInstead(live);
  return <LiveStockContext value={live}>{children}</LiveStockContext>;
}

/** Asks for what is followed and not told, all of it at once; first after a while, in which the stream may come. */
function useAskInstead(live: LiveStock): void {
  const locale = useLocale();
  const search = useSyncExternalStore(live.subscribe, live.untold, none);
  useQuery({
    queryKey: ['stock', search],
    queryFn: async ({ signal }) => {
      live.hear(await callApi<StockOfMany>(`${apiPaths.stock}?${search}`, { locale, signal }));
      return Date.now();
    },
    enabled: search !== '',
    initialData: Date.now,
    staleTime: askMs,
    refetchInterval: askMs,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
}

/** Follows the stock of these; whether it is told as it changes. Else the page asks. */
export function useLiveStock(kind: Kind, ids: string[]): boolean {
  const live = useContext(LiveStockContext);
  const followed = ids.join(',');
  useEffect(() => (followed === '' ? undefined : live?.follow(kind, followed.split(','))), [live, kind, followed]);
  return useSyncExternalStore(live?.subscribe ?? never, live?.isLive ?? no, no);
}

const never = () => () => undefined;
const no = () => false;
const none = () => '';
