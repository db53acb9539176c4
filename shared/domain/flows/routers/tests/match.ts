import { objectValue, type Value } from '../../../template-values/value.ts';

/** The value of a test that holds: what it found, and a pattern's groups. It is true, and prints as `true`. */
export const match = (value: Value, extra: Value = null): Value =>
  objectValue({ match: value, ...(extra !== null && { extra }) }, 'true');

/** The value of a test that does not hold, in an expression: it is false, prints as `false`, and found nothing. */
export const NO_MATCH: Value = Object.assign(objectValue({ match: '' }, 'false'), {
  isFalse: true as const,
});

/** A match when there is a value, false when there is none. */
export const found = (value: Value): Value => (value === null ? false : match(value));
