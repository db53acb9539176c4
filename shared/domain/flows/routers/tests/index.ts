import type { FunctionKind } from '../../template/library/function.ts';
import { DATE_TESTS } from './dates.ts';
import { NUMBER_TESTS } from './numbers.ts';
import { TEXT_TESTS } from './text.ts';
import { THING_TESTS } from './things.ts';

/** Router tests by name. The first argument is the operand; they give false or a match. */
export const TESTS: ReadonlyMap<string, FunctionKind> = new Map<string, FunctionKind>(
  Object.entries({ ...TEXT_TESTS, ...NUMBER_TESTS, ...DATE_TESTS, ...THING_TESTS }),
);
