import { objectValue, type Value } from '../../template/value.ts';

/** The value of a test that holds: what it found, and for patterns their groups. In an expression it is true and prints as `true`. */
export const match = (value: Value, extra: Value = null): Value => objectValue({ match: value, extra }, 'true');

/** The value, in an expression, of a test that does not hold: false, prints as `false`, and has found nothing. */
export const NO_MATCH: Value = { ...objectValue({ match: null, extra: null }, 'false'), isFalse: true };

/** `match` when there is something, false when there is not. */
export const found = (value: Value): Value => (value === null ? false : match(value));
