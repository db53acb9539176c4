import { toText } from './convert.ts';
import { ofNumber, toFloat } from './decimal.ts';
import { list, properties, type Value } from './value.ts';

/** Any JSON as a value; what is not JSON (undefined) is null. Halves of surrogate pairs, which cannot be stored, become U+FFFD. */
export function fromJson(json: unknown): Value {
  if (typeof json === 'string') return json.toWellFormed();
  if (typeof json === 'boolean') return json;
  if (typeof json === 'number') return ofNumber(json);
  if (Array.isArray(json)) return list(json.map(fromJson));
  if (typeof json !== 'object' || json === null) return null;
  return properties(Object.fromEntries(Object.entries(json).map(([key, value]) => [key, () => fromJson(value)])));
}

/** A value as JSON: dates and times as text, an object that prints as something with that under `__default__`. */
export function toJson(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value;
  switch (value.kind) {
    case 'number':
      return toFloat(value);
    case 'array':
      return value.items.map(toJson);
    case 'object': {
      const own = Object.fromEntries([...value.entries].map(([key, property]) => [key, toJson(property())]));
      return value.text === null ? own : { __default__: value.text, ...own };
    }
    case 'function':
      return null;
    default:
      return toText(value);
  }
}
