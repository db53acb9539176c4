import { toBoolean, toInteger, toList, toNumber, toText } from '../../../template-values/convert.ts';
import { compare, ofInteger } from '../../../template-values/decimal.ts';
import { EvaluationError } from '../../../template-values/error.ts';
import {
  checkedSize,
  type DateTime,
  type Lambda,
  listValue,
  type ObjectValue,
  objectValue,
  propertyOf,
  type Value,
  valueKindOf,
} from '../../../template-values/value.ts';
import { jsonText, parseJsonText } from '../json.ts';
import { at, fn, MANY } from './function.ts';
import { total } from './numbers.ts';

const items = (values: readonly Value[], index = 0): readonly Value[] => toList(at(values, index)).items;

/** Null is an object without properties. */
function objectAt(values: readonly Value[], index = 0): ObjectValue {
  const value = at(values, index);
  if (value === null) return objectValue({});
  if (typeof value === 'object' && value.kind === 'object') return value;
  throw new EvaluationError(`unable to convert ${valueKindOf(value)} to an object`);
}

function lambdaAt(values: readonly Value[], index = 1): Lambda {
  const value = at(values, index);
  if (value !== null && typeof value === 'object' && value.kind === 'function') return value;
  throw new EvaluationError(`requires a function, got ${valueKindOf(value)}`);
}

function count(value: Value): number {
  if (value !== null && typeof value === 'object' && value.kind === 'object') return value.entries.size;
  return toList(value).items.length;
}

const UNORDERED: readonly string[] = ['null', 'array', 'object', 'function'];

/** Sorts numbers by size, moments by time, anything else by text. Values of several kinds have no order. */
function sorted(values: readonly Value[]): readonly Value[] {
  const [kind = '', ...others] = new Set(values.map(valueKindOf));
  if (others.length > 0) throw new EvaluationError('array must only contain items of one type');
  if (values.length > 1 && UNORDERED.includes(kind)) throw new EvaluationError(`${kind} isn't a comparable type`);
  return values.toSorted(ascending);
}

function ascending(a: Value, b: Value): number {
  if (valueKindOf(a) === 'number') return compare(toNumber(a), toNumber(b));
  if (isMoment(a) && isMoment(b)) return a.at - b.at;
  const left = toText(a);
  const right = toText(b);
  return left < right ? -1 : Number(left > right);
}

const isMoment = (value: Value): value is DateTime =>
  value !== null && typeof value === 'object' && value.kind === 'datetime';

function uniqueOf(values: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = `${valueKindOf(value)} ${toText(value)}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}

const extract = (object: ObjectValue, key: string): Value => propertyOf(object, key) ?? null;

export const COLLECTIONS = {
  count: fn(1, 1, (values) => ofInteger(count(at(values, 0)))),
  contains: fn(2, 2, (values) => {
    const wanted = at(values, 1);
    return items(values).some((item) => valueKindOf(item) === valueKindOf(wanted) && toText(item) === toText(wanted));
  }),
  join: fn(2, 2, (values) => {
    const separator = toText(at(values, 1));
    checkedSize(items(values).length * separator.length);
    return items(values).map(toText).join(separator);
  }),
  slice: fn(2, 3, (values) => {
    const end = values.length > 2 ? toInteger(at(values, 2)) : undefined;
    return listValue(items(values).slice(toInteger(at(values, 1)), end));
  }),
  reverse: fn(1, 1, (values) => listValue(items(values).toReversed())),
  sort: fn(1, 1, (values) => listValue(sorted(items(values)))),
  sum: fn(1, 1, (values) => total(items(values).map(toNumber))),
  unique: fn(1, 1, (values) => listValue(uniqueOf(items(values)))),
  concat: fn(2, 2, (values) => listValue([...items(values), ...items(values, 1)])),
  filter: fn(2, 2, (values) => {
    const { call } = lambdaAt(values);
    return listValue(items(values).filter((item) => toBoolean(call([item]))));
  }),
  foreach: fn(2, MANY, (values) => {
    const { call } = lambdaAt(values);
    return listValue(items(values).map((item) => call([item, ...values.slice(2)])));
  }),
  foreach_value: fn(2, MANY, (values) => {
    const { call } = lambdaAt(values);
    const changed = [...objectAt(values).entries].map(([key, value]) => [key, call([value(), ...values.slice(2)])]);
    return objectValue(Object.fromEntries(changed) as Record<string, Value>);
  }),
  keys: fn(1, 1, (values) => listValue([...objectAt(values).entries.keys()].toSorted())),
  extract: fn(2, 2, (values) => extract(objectAt(values), toText(at(values, 1)))),
  extract_object: fn(2, MANY, (values) =>
    objectValue(
      Object.fromEntries(values.slice(1).map((key) => [toText(key), extract(objectAt(values), toText(key))])),
    ),
  ),
  json: fn(1, 1, (values) => jsonText(at(values, 0))),
  parse_json: fn(1, 1, (values) => {
    try {
      return parseJsonText(toText(at(values, 0)) || 'null');
    } catch (error) {
      if (error instanceof SyntaxError) throw new EvaluationError('unable to parse JSON');
      throw error;
    }
  }),
} as const;
