import type { CivilDate, ClockTime } from '../../../query/values/civil.ts';
import type { Decimal } from './decimal.ts';

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
  | Properties
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
}

/** An object. Properties are worked out when they are asked for: most of a contact is never looked at. */
export interface Properties {
  readonly kind: 'object';
  readonly entries: ReadonlyMap<string, () => Value>;
  /** What it prints as; null: its properties one after another. */
  readonly text: string | null;
}

export interface Lambda {
  readonly kind: 'function';
  readonly call: (values: readonly Value[]) => Value;
}

/** An error is a value until somebody needs what it stands for: `default(1 / 0, 5)` is 5. */
export interface Failure {
  readonly kind: 'error';
  readonly text: string;
}

export const datetime = (at: number, zone: string): DateTime => ({ kind: 'datetime', at, zone });

export const list = (items: readonly Value[]): List => ({ kind: 'array', items });

/** An object from properties that are known or can be worked out. */
export function properties(
  record: Readonly<Record<string, Value | (() => Value)>>,
  text: string | null = null,
): Properties {
  const entries = Object.entries(record).map(([key, value]): [string, () => Value] => [
    key,
    typeof value === 'function' ? value : () => value,
  ]);
  return { kind: 'object', entries: new Map(entries), text };
}

/** A property, whatever the case of its key; undefined when there is none. */
export function propertyOf({ entries }: Properties, key: string): Value | undefined {
  const exact = entries.get(key);
  if (exact !== undefined) return exact();
  const lower = key.toLowerCase();
  for (const [name, value] of entries) if (name.toLowerCase() === lower) return value();
  return undefined;
}

export type Kind = 'null' | 'text' | 'boolean' | Exclude<Value, null | string | boolean>['kind'];

export function kindOf(value: Value): Kind {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'boolean' : value.kind;
}

export const isFailure = (value: Value): value is Failure =>
  value !== null && typeof value === 'object' && value.kind === 'error';
