import type { CivilDate, ClockTime } from '../../query/values/civil.ts';
import type { Decimal } from './decimal.ts';
import { EvaluationError } from './error.ts';

/** The values of an expression: TextIt's types. */
export type Value =
  | null
  | string
  | boolean
  | Decimal
  | DateTime
  | DateValue
  | TimeValue
  | List
  | ObjectValue
  | Lambda
  | Failure;

export interface DateTime {
  readonly kind: 'datetime';
  /** µs since 1970. */
  readonly at: number;
  /** IANA name, or a fixed offset such as `+05:30`. */
  readonly zone: string;
}

export interface DateValue extends CivilDate {
  readonly kind: 'date';
}

export interface TimeValue extends ClockTime {
  readonly kind: 'time';
}

export interface List {
  readonly kind: 'array';
  readonly items: readonly Value[];
  readonly size: number;
}

/** Properties by their keys: a map, or what computes one of them when it is asked for. */
export type Entries = Pick<ReadonlyMap<string, () => Value>, 'get' | 'keys' | 'size' | typeof Symbol.iterator>;

/** An object. Properties are computed on demand, because most of a contact is never looked at. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly entries: Entries;
  /** The text it prints as; null: its properties in the order of their keys. */
  readonly text: string | null;
  /** It counts as false: the result of a router test that does not hold. */
  readonly isFalse?: true;
  readonly size: number;
}

export interface Lambda {
  readonly kind: 'function';
  /** Null for one that an expression makes: `(x) => x + 1`. */
  readonly name: string | null;
  readonly call: (values: readonly Value[]) => Value;
}

/** An error is a value until something needs its value: `default(1 / 0, 5)` is 5. */
interface Failure {
  readonly kind: 'error';
  readonly text: string;
}

export const datetime = (at: number, zone: string): DateTime => ({ kind: 'datetime', at, zone });

/** Characters and items a value may hold, with all inside: repeated doubling would exhaust a worker's memory. */
const MAX_SIZE = 100_000;

export function sizeOf(value: Value): number {
  if (typeof value === 'string') return value.length + 1;
  if (value === null || typeof value !== 'object') return 1;
  return value.kind === 'array' || value.kind === 'object' ? value.size : 1;
}

/** Returns the size; throws when it is too large. */
export function checkedSize(size: number): number {
  if (size > MAX_SIZE) throw new EvaluationError('result is too large');
  return size;
}

export const sizeOfAll = (values: readonly Value[]): number =>
  checkedSize(values.reduce((sum, one) => sum + sizeOf(one), 1));

export const listValue = (items: readonly Value[]): List => ({ kind: 'array', items, size: sizeOfAll(items) });

/** An object of properties and a text to print as; both may be given or computed on demand. */
export function objectValue(
  record: Readonly<Record<string, Value | (() => Value)>>,
  text: string | null | (() => string) = null,
): ObjectValue {
  const entries = new Map<string, () => Value>();
  let size = 1;
  for (const [key, value] of Object.entries(record)) {
    entries.set(key, typeof value === 'function' ? value : () => value);
    if (typeof value !== 'function') size += sizeOf(value);
  }
  checkedSize(size);
  return new ObjectOf(entries, text, () => size);
}

/** A class, because an object literal with getters takes longer to make than all that a template looks up. */
export class ObjectOf implements ObjectValue {
  readonly kind = 'object';
  readonly entries: Entries;
  readonly #text: string | null | (() => string);
  readonly #size: () => number;

  constructor(entries: Entries, text: string | null | (() => string), size: () => number) {
    this.entries = entries;
    this.#text = text;
    this.#size = size;
  }

  get text(): string | null {
    return typeof this.#text === 'function' ? this.#text() : this.#text;
  }

  get size(): number {
    return this.#size();
  }
}

/** The properties of an object in the order of their keys. */
export const listed = ({ entries }: ObjectValue): readonly (readonly [string, () => Value])[] =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

/** A property, ignoring the case of its key; undefined when there is none. */
export function propertyOf({ entries }: ObjectValue, key: string): Value | undefined {
  const exact = entries.get(key);
  if (exact !== undefined) return exact();
  const lower = key.toLowerCase();
  for (const [name, value] of entries) if (name.toLowerCase() === lower) return value();
  return undefined;
}

type Kind = 'null' | 'text' | 'boolean' | Exclude<Value, null | string | boolean>['kind'];

export function valueKindOf(value: Value): Kind {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'boolean' : value.kind;
}

export const isFailure = (value: Value): value is Failure =>
  value !== null && typeof value === 'object' && value.kind === 'error';
