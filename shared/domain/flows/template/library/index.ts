import { TESTS } from '../../routers/tests/index.ts';
import { NO_MATCH } from '../../routers/tests/match.ts';
import { COLLECTIONS } from './collections.ts';
import { DATES } from './dates.ts';
import { FORMATTING } from './formats.ts';
import type { FunctionKind } from './function.ts';
import { LOGIC } from './logic.ts';
import { NUMBERS } from './numbers.ts';
import { TEXT } from './text.ts';

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
