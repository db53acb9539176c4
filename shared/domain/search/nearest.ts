/**
 * The first so many of any number of items in an order, without sorting all: at most twice as many are kept. `compare`
 * never finds two items equal.
 */
export class Nearest<Item> {
  readonly #limit: number;
  readonly #compare: (a: Item, b: Item) => number;
  #kept: Item[] = [];
  /** What comes after it is not among the first. */
  last: Item | undefined;

  constructor(limit: number, compare: (a: Item, b: Item) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  add(item: Item): void {
    if (this.last !== undefined && this.#compare(item, this.last) > 0) return;
    this.#kept.push(item);
    if (this.#kept.length >= 2 * this.#limit) this.#cut();
  }

  /** In their order. */
  get items(): readonly Item[] {
    this.#cut();
    return this.#kept;
  }

  #cut(): void {
    this.#kept = this.#kept.sort(this.#compare).slice(0, this.#limit);
    if (this.#kept.length === this.#limit) this.last = this.#kept.at(-1);
  }
}
