import type { ProductStock, VariantStock } from '@/lib/catalog/model';
import { db } from '@/lib/db/client';
import { listen } from '@/lib/db/listen';
import { now } from '@/lib/shared/clock';
import { coalesce } from '@/lib/shared/coalesce';
import { log } from '@/lib/shared/log';
import { type Availability, nothing, readAvailability } from './read-availability';

/** A process reads what changed at most this often, for all who watch together. */
const everyMs = 50;
/** All that is watched is read anew this often: an announcement can get lost, and not everything that ends a sale is announced. */
const sweepMs = 15_000;
/** Ids that one query looks for. */
const idsPerQuery = 1_000;

export type StockMessage = { event: 'stock'; data: VariantStock } | { event: 'productStock'; data: ProductStock };

export type StockWatch = { variantIds: string[]; productIds: string[]; tell: (message: StockMessage) => void };

/** Routes get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruStockFeed?: StockFeed };

/**
 * Tells what can be bought of these variants and products: first how it is, once `ready`, then each change, soon after its commit in
 * whichever process, until `stop` is called. What is not on sale, or not there, is sold out.
 *
 * `ready` rejects when the database is away. Later failures are not told: the next read tells what changed.
 */
export function watchStock(watch: StockWatch): { ready: Promise<void>; stop: () => void } {
  shared.maruStockFeed ??= new StockFeed();
  return shared.maruStockFeed.add(watch);
}

type Kind = 'variant' | 'product';
/** What is watched under one id. `known` is what its watchers were told last. */
type Watched = { kind: Kind; known: Availability | null; watchers: Set<Watcher> };

class Watcher {
  /** Ids of which it knows nothing yet. */
  readonly untold: Set<string>;
  readonly ready: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(
    ids: string[],
    readonly tell: StockWatch['tell'],
  ) {
    this.untold = new Set(ids);
    this.ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  told(id: string): void {
    this.untold.delete(id);
    if (this.untold.size === 0) this.#resolve();
  }

  fail(error: unknown): void {
    this.#reject(error);
  }
}

class StockFeed {
  readonly #watched = new Map<string, Watched>();
  /** Ids to be read: of variants that changed, and of whatever is watched and not known. */
  #due = new Set<string>();
  readonly #readSoon = coalesce(() => this.#read(), everyMs);
  #sweep: NodeJS.Timeout | null = null;
  #stopListening: (() => void) | null = null;

  add({ variantIds, productIds, tell }: StockWatch): { ready: Promise<void>; stop: () => void } {
    const kinds = new Map<string, Kind>();
    for (const id of variantIds) kinds.set(id, 'variant');
    for (const id of productIds) kinds.set(id, 'product');
    const watcher = new Watcher([...kinds.keys()], tell);
    if (this.#watched.size === 0) this.#open();
    for (const [id, kind] of kinds) {
      const watched = this.#watched.get(id) ?? { kind, known: null, watchers: new Set() };
      this.#watched.set(id, watched);
      watched.watchers.add(watcher);
      this.#due.add(id);
    }
    this.#readSoon();
    return { ready: watcher.ready, stop: () => this.#remove(watcher, [...kinds.keys()]) };
  }

  #remove(watcher: Watcher, ids: string[]): void {
    for (const id of ids) {
      const watched = this.#watched.get(id);
      watched?.watchers.delete(watcher);
      if (watched?.watchers.size === 0) this.#watched.delete(id);
    }
    if (this.#watched.size === 0) this.#close();
  }

  #open(): void {
    const readAll = () => this.#readIds(this.#watched.keys());
    this.#sweep = setInterval(readAll, sweepMs).unref();
    this.#stopListening = listen('maru_stock', { heard: (ids) => this.#readIds(ids), missed: readAll });
  }

  #close(): void {
    if (this.#sweep) clearInterval(this.#sweep);
    this.#stopListening?.();
    this.#sweep = null;
    this.#stopListening = null;
    this.#due.clear();
  }

  #readIds(ids: Iterable<string>): void {
    for (const id of ids) this.#due.add(id);
    this.#readSoon();
  }

  async #read(): Promise<void> {
    const due = [...this.#due];
    this.#due = new Set();
    for (let start = 0; start < due.length; start += idsPerQuery)
      await this.#readSome(due.slice(start, start + idsPerQuery));
  }

  async #readSome(ids: string[]): Promise<void> {
    const asOf = now().toISOString();
    try {
      const { variants, products } = await readAvailability(db(), ids);
      const found = new Map([...variants, ...products]);
      for (const id of new Set([...ids, ...found.keys()])) this.#tell(id, found.get(id) ?? nothing, asOf);
    } catch (error) {
      log.warn({ err: error }, 'stock was not read; the next sweep will');
      for (const id of ids) for (const watcher of this.#watched.get(id)?.watchers ?? []) watcher.fail(error);
    }
  }

  #tell(id: string, found: Availability, asOf: string): void {
    const watched = this.#watched.get(id);
    if (!watched) return;
    const changed =
      watched.known?.availableUnits !== found.availableUnits || watched.known.stockStatus !== found.stockStatus;
    watched.known = found;
    for (const watcher of watched.watchers) {
      if (!changed && !watcher.untold.has(id)) continue;
      watcher.tell(messageOf(watched.kind, id, { ...found, asOf }));
      watcher.told(id);
    }
  }
}

function messageOf(kind: Kind, id: string, stock: Availability & { asOf: string }): StockMessage {
  return kind === 'variant'
    ? { event: 'stock', data: { variantId: id, ...stock } }
    : { event: 'productStock', data: { productId: id, ...stock } };
}
