import { toBoolean, toDate, toDateTime, toNumber, toText, toTime } from '../../../template-values/convert.ts';
import { EvaluationError } from '../../../template-values/error.ts';
import { isFailure, listValue, objectValue, type Value } from '../../../template-values/value.ts';
import { TESTS } from '../../routers/tests/index.ts';
import { NO_MATCH } from '../../routers/tests/match.ts';
import { COLLECTIONS } from './collections.ts';
import { DATES } from './dates.ts';
import { FORMATTING } from './formats.ts';
import { at, type FunctionKind, fn, lenient, MANY } from './function.ts';
import { NUMBERS } from './numbers.ts';
import { TEXT } from './text.ts';

/** Errors, and values without characters. An empty array or object is a value. */
const isEmpty = (value: Value): boolean =>
  isFailure(value) ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && value.kind === 'object' && value.text === '');

const LOGIC = {
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

/** Every function of the expression language (TextIt 8.10), router tests among them. */
export const FUNCTIONS: ReadonlyMap<string, FunctionKind> = new Map<string, FunctionKind>([
  ...Object.entries({ ...LOGIC, ...TEXT, ...NUMBERS, ...DATES, ...COLLECTIONS, ...FORMATTING }),
  ...[...TESTS].map(([name, test]) => [name, asFunction(test)] as const),
]);

/** A router test in an expression. Its result is always an object, so that `.match` of a failed test is empty. */
function asFunction(test: FunctionKind): FunctionKind {
  return {
    ...test,
    call: (values, env) => {
      const result = test.call(values, env);
      return result === false ? NO_MATCH : result;
    },
  };
}

const NO_BOUNDARIES = 'there are no administrative boundaries here';
const NO_CLASSIFIERS = 'there are no classifiers here';

/** TextIt's other functions, with the reason why they cannot run here. */
export const REFUSED_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['has_district', NO_BOUNDARIES],
  ['has_intent', NO_CLASSIFIERS],
  ['has_state', NO_BOUNDARIES],
  ['has_top_intent', NO_CLASSIFIERS],
  ['has_ward', NO_BOUNDARIES],
  ['legacy_expression', 'it stands for an expression of an old flow that has no equal'],
  ['prompt', 'there are no language models here'],
]);
