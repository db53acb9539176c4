import { toBoolean, toDate, toDateTime, toNumber, toText, toTime } from '../convert.ts';
import { EvaluationError } from '../error.ts';
import { isFailure, listValue, objectValue, type Value } from '../value.ts';
import { at, fn, lenient, MANY } from './function.ts';

/** Errors, and values without characters. An empty array or object is a value. */
const isEmpty = (value: Value): boolean =>
  isFailure(value) ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && value.kind === 'object' && value.text === '');

export const LOGIC = {
  text: fn(1, 1, (values) => toText(at(values, 0))),
  number: fn(1, 1, (values) => toNumber(at(values, 0))),
  boolean: fn(1, 1, (values) => toBoolean(at(values, 0))),
  datetime: fn(1, 1, (values, env) => toDateTime(at(values, 0), env)),
  date: fn(1, 1, (values, env) => toDate(at(values, 0), env)),
  time: fn(1, 1, (values) => toTime(at(values, 0))),
  array: fn(0, MANY, (values) => listValue(values)),
  object: fn(0, MANY, (values) => {
    if (values.length % 2 !== 0) throw new EvaluationError('requires an even number of arguments');
    const pairs = values.flatMap((value, i) => (i % 2 === 0 ? [[toText(value), at(values, i + 1)] as const] : []));
    return objectValue(Object.fromEntries(pairs));
  }),
  and: lenient(1, MANY, (values) => values.every(toBoolean)),
  or: lenient(1, MANY, (values) => values.some(toBoolean)),
  if: lenient(3, 3, (values) => (toBoolean(at(values, 0)) ? at(values, 1) : at(values, 2))),
  default: lenient(2, 2, (values) => at(values, isEmpty(at(values, 0)) ? 1 : 0)),
  is_error: lenient(1, 1, (values) => isFailure(at(values, 0))),
} as const;
