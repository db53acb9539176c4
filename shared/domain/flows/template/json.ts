import { toText } from '../../template-values/convert.ts';
import { formatDecimal, ofJson, ofNumber } from '../../template-values/decimal.ts';
import { listed, listValue, objectValue, type Value } from '../../template-values/value.ts';
import { isTooDeep } from '../../text/json-nesting.ts';

/** Any JSON as a value; undefined is null. Halves of surrogate pairs, which cannot be stored, become U+FFFD. */
export function fromJson(json: unknown): Value {
  if (typeof json === 'string') return json.toWellFormed();
  if (typeof json === 'boolean') return json;
  if (typeof json === 'number') return ofNumber(json);
  if (Array.isArray(json)) return listValue(json.map(fromJson));
  if (typeof json !== 'object' || json === null) return null;
  return objectValue(Object.fromEntries(Object.entries(json).map(([key, value]) => [key, () => fromJson(value)])));
}

/** Reads a text as JSON, with every digit of its numbers; throws SyntaxError, also for one nested too deeply. */
export function parseJsonText(text: string): Value {
  if (isTooDeep(text)) throw new SyntaxError('It is nested too deeply.');
  // JSON.parse works from the inside out, so items and properties are values already.
  return JSON.parse(text, (_key, value: unknown, written?: { readonly source?: string }): Value => {
    if (typeof value === 'number') return ofJson(written?.source ?? String(value));
    if (Array.isArray(value)) return listValue(value as Value[]);
    if (typeof value === 'object' && value !== null) return objectValue(value as Record<string, Value>);
    return typeof value === 'string' ? value.toWellFormed() : (value as boolean | null);
  });
}

/** The JSON of a value: keys in order, all digits, times as text. A function is null. */
export function jsonText(value: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean') return String(value);
  switch (value.kind) {
    case 'number':
      return formatDecimal(value);
    case 'array':
      return `[${value.items.map(jsonText).join(',')}]`;
    case 'object':
      return `{${listed(value)
        .map(([key, property]) => `${quoted(key)}:${jsonText(property())}`)
        .join(',')}}`;
    case 'function':
      return 'null';
    default:
      return quoted(toText(value));
  }
}

/** As Go's encoder: what ends a line in JavaScript is escaped as well. */
const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
