/** A plain value: a text, number or flag, or a list or object of them. */
export type Plain = string | number | boolean | object;

/** How a property of a contact (or also of a tombstone: `Item`) is stored in the item. */
export interface Stored<Value, Item = unknown> {
  /** Short, because every write pays for the item's bytes. */
  readonly attribute: string;
  /** What to store; undefined: nothing. Null: another property stores both in this attribute. */
  readonly store: ((value: Value, item: Item) => Plain | undefined) | null;
  /** Reads what `store` stored. (A method, so that each may name what its own `store` returns.) */
  load(stored: Plain | undefined): Value;
}

/** A value that always exists, stored as it is. */
export const always = <Value extends Plain>(attribute: string): Stored<Value> => ({
  attribute,
  store: (value) => value,
  load: (stored: Value) => stored,
});

export const unlessNull = <Value extends Plain>(attribute: string): Stored<Value | null> => ({
  attribute,
  store: (value) => value ?? undefined,
  load: (stored: Value | undefined) => stored ?? null,
});

/** Each element of a list by `store` and `load`; nothing for an empty list. */
export const unlessEmpty = <Element, Kept extends Plain, Item>(
  attribute: string,
  store: (element: Element, item: Item) => Kept,
  load: (stored: Kept) => Element,
): Stored<readonly Element[], Item> => ({
  attribute,
  store: (list, item) => (list.length === 0 ? undefined : list.map((element) => store(element, item))),
  load: (stored: readonly Kept[] | undefined) => (stored ?? []).map(load),
});
