/** Numbers that look thrown but are the same in every seed, so that every demo tells the same story. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `from` up to and with `to`. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** One of a list; the earlier ones more often when `lean` is above 1. */
  pick<Item>(items: readonly Item[], lean = 1): Item {
    const item = items[Math.floor(this.next() ** lean * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  }
}
