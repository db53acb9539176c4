import { errorNamed } from '../../query/error-named.ts';
import type { Plain } from './properties/stored.ts';

/** Thrown by `bytesOf` for a value that cannot be stored; the message names it. */
export class NoFormError extends errorNamed('NoFormError') {}

/** Bytes of a list or map, and of each of its elements. */
const NESTING = 3;
const ELEMENT = 1;

/** Bytes of an attribute's name and value, as DynamoDB counts them. Throws NoFormError. */
export const attributeBytes = (name: string, value: Plain): number => textBytes(name) + bytesOf(value);

/** Bytes of a value as DynamoDB counts them, at least. Throws NoFormError. */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') return textBytes(value);
  if (typeof value === 'number') return numberBytes(value);
  if (typeof value === 'boolean' || value === null) return 1;
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + ELEMENT + bytesOf(one), NESTING);
  if (typeof value === 'object') return mapBytes(value);
  throw new NoFormError(`A ${typeof value}`);
}

function mapBytes(map: object): number {
  let sum = NESTING;
  for (const [key, value] of Object.entries(map)) {
    if (value !== undefined) sum += ELEMENT + textBytes(key) + bytesOf(value);
  }
  return sum;
}

/** Two digits a byte, the exponent and the sign. */
function numberBytes(number: number): number {
  if (!Number.isFinite(number) || Math.abs(number) > Number.MAX_SAFE_INTEGER)
    throw new NoFormError(`The number ${number}`);
  return Math.ceil(String(number).length / 2) + 2;
}

/** Bytes of a text in UTF-8. */
function textBytes(text: string): number {
  if (!text.isWellFormed()) throw new NoFormError('A text with half of a character');
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) bytes += unit > 0x7ff ? 2 : 1;
    // The two halves of a pair take four bytes.
    if (unit >= 0xd800 && unit <= 0xdfff) bytes -= 1;
  }
  return bytes;
}
