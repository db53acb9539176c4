import { type Entries, ObjectOf, type ObjectValue, sizeOfAll, type Value } from './value.ts';

/** A property's value, or what computes it. */
type Found = Value | (() => Value);

/**
 * An object with the properties that `table` names, which most often is asked for one of them only. `find` gives the
 * value of a name, or what computes it; nothing is made of the others. All objects of one kind share a table.
 */
export const computedObject = <Key extends string, Named>(
  table: ReadonlyMap<Key, Named>,
  find: (named: Named) => Found,
  text: () => string,
): ObjectValue =>
  new ObjectOf(new ComputedEntries(table, find), text, () =>
    sizeOfAll([...table.values()].map(find).filter((value) => typeof value !== 'function')),
  );

class ComputedEntries<Key extends string, Named> implements Entries {
  readonly #table: ReadonlyMap<Key, Named>;
  readonly #find: (named: Named) => Found;

  constructor(table: ReadonlyMap<Key, Named>, find: (named: Named) => Found) {
    this.#table = table;
    this.#find = find;
  }

  get size(): number {
    return this.#table.size;
  }

  keys(): MapIterator<Key> {
    return this.#table.keys();
  }

  get(key: string): (() => Value) | undefined {
    const named = this.#table.get(key as Key);
    return named === undefined ? undefined : () => this.#value(named);
  }

  *[Symbol.iterator](): MapIterator<[string, () => Value]> {
    for (const [key, named] of this.#table) yield [key, () => this.#value(named)];
  }

  #value(named: Named): Value {
    const found = this.#find(named);
    return typeof found === 'function' ? found() : found;
  }
}
