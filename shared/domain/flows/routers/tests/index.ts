import type { FunctionKind } from '../../template/library/function.ts';
import { DATE_TESTS } from './dates.ts';
import { FOUND_VALUE_TESTS } from './found-values.ts';
import { NUMBER_TESTS } from './numbers.ts';
import { TEXT_TESTS } from './text.ts';

/** Router tests by name. The first argument is the operand; they give false or a match. */
export const TESTS: ReadonlyMap<string, FunctionKind> = new Map<string, FunctionKind>(
  Object.entries({ ...TEXT_TESTS, ...NUMBER_TESTS, ...DATE_TESTS, ...FOUND_VALUE_TESTS }),
);
