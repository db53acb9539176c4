import { properties, type Value } from '../../template/value.ts';

/** What a test gives that holds: what it found, and for patterns their groups. */
export const match = (value: Value, extra: Value = null): Value => properties({ match: value, extra });

/** `match` when there is something, false when there is not. */
export const found = (value: Value): Value => (value === null ? false : match(value));
