import type { CivilDate, ClockTime } from '../../../query/values/civil.ts';
import type { Decimal } from './decimal.ts';
import { EvaluationError } from './error.ts';

/** What an expression can be: TextIt's engine types. */
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

/** An object. Properties are worked out when they are asked for: most of a contact is never looked at. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly entries: ReadonlyMap<string, () => Value>;
  /** What it prints as; null: its properties one after another, in the order of their keys. */
  readonly text: string | null;
  /** It is false where a condition is wanted: the result of a router test that does not hold. */
  readonly isFalse?: true;
  readonly size: number;
}

export interface Lambda {
  readonly kind: 'function';
  /** Null of one that an expression makes: `(x) => x + 1`. */
  readonly name: string | null;
  readonly call: (values: readonly Value[]) => Value;
}

/** An error is a value until its value is needed: `default(1 / 0, 5)` is 5. */
interface Failure {
  readonly kind: 'error';
  readonly text: string;
}

export const datetime = (at: number, zone: string): DateTime => ({ kind: 'datetime', at, zone });

/**
 * What a value may hold of characters and items, everything inside counted. A short expression can double a value again
 * and again; without a bound it would take a worker's memory.
 */
const MAX_SIZE = 100_000;

export function sizeOf(value: Value): number {
  if (typeof value === 'string') return value.length + 1;
  if (value === null || typeof value !== 'object') return 1;
  return value.kind === 'array' || value.kind === 'object' ? value.size : 1;
}

/** The size, when it is not too much; throws otherwise. */
export function checkedSize(size: number): number {
  if (size > MAX_SIZE) throw new EvaluationError('result is too large');
  return size;
}

const sizeOfAll = (values: readonly Value[]): number => checkedSize(values.reduce((sum, one) => sum + sizeOf(one), 1));

export const listValue = (items: readonly Value[]): List => ({ kind: 'array', items, size: sizeOfAll(items) });

/** An object from properties, and a text to print as, that are known or can be worked out. */
export function objectValue(
  record: Readonly<Record<string, Value | (() => Value)>>,
  text: string | null | (() => string) = null,
): ObjectValue {
  const entries = Object.entries(record).map(([key, value]): [string, () => Value] => [
    key,
    typeof value === 'function' ? value : () => value,
  ]);
  const known = Object.values(record).filter((value) => typeof value !== 'function');
  const object = { kind: 'object' as const, entries: new Map(entries), size: sizeOfAll(known) };
  if (typeof text !== 'function') return { ...object, text };
  return {
    ...object,
    get text() {
      return text();
    },
  };
}

/** The properties of an object as they are listed: in the order of their keys. */
export const listed = ({ entries }: ObjectValue): readonly (readonly [string, () => Value])[] =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

/** A property, whatever the case of its key; undefined when there is none. */
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
