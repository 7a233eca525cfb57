import { coalesce } from './coalesce';

type Settings<Value> = {
  load: () => Promise<Value>;
  /** Up to this age a value is given as it is. */
  freshMs: number;
  /** Up to this age it is given all the same, while a newer one is loaded. After it readers wait. */
  staleMs: number;
  /** Behind the readers' backs it is loaded at most this often. */
  everyMs: number;
  /** A load behind the readers' backs failed; what is held stays. */
  onFailure: (error: unknown) => void;
};

/**
 * A value that is expensive to compute, held for all readers. Those who have to wait, wait for one and the same load; a failure of that
 * is theirs, and is not held. `refresh` says that the value has changed: it is loaded anew, soon, whatever is being loaded already.
 */
export function staleWhileRevalidate<Value>({ load, freshMs, staleMs, everyMs, onFailure }: Settings<Value>): {
  read: () => Promise<Value>;
  refresh: () => void;
} {
  let held: { value: Value; at: number } | null = null;
  let flight: Promise<Value> | null = null;

  async function loadOnce(): Promise<Value> {
    const at = performance.now();
    const value = await load();
    // A load that began earlier may end later.
    if (held === null || held.at <= at) held = { value, at };
    return value;
  }

  function start(): Promise<Value> {
    const mine = loadOnce().finally(() => {
      if (flight === mine) flight = null;
    });
    flight = mine;
    return mine;
  }

  const refresh = coalesce(async () => void (await start().catch(onFailure)), everyMs);

  return {
    refresh,
    read: async () => {
      const ageMs = held === null ? Number.POSITIVE_INFINITY : performance.now() - held.at;
      if (held === null || ageMs > staleMs) return flight ?? start();
      if (ageMs > freshMs) refresh();
      return held.value;
    },
  };
}
