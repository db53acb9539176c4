import type { Operator } from '../ast.ts';
import { lowerCase } from '../lower-case.ts';
import { nameTokens } from '../meaning/names.ts';
import { compareNumbers } from '../values/number.ts';
import type { DayInstants } from '../values/range.ts';

/** Whether one value satisfies a condition. For `!=` it tests equality: the condition holds when no value is equal. */
export type Test<T> = (value: T) => boolean;

const never = (): boolean => false;

/** A text as `=` and `~` compare it. */
export const foldText = (text: string): string => lowerCase(text.trim());

/** `=` compares whole texts, `~` looks for a part. Both ignore case and outer spaces. */
export function textTest(operator: Operator, wanted: string): Test<string> {
  const folded = foldText(wanted);
  switch (operator) {
    case '=':
    case '!=':
      return (value) => value === wanted || foldText(value) === folded;
    case '~':
      return (value) => foldText(value).includes(folded);
    default:
      return never;
  }
}

/** Whether any word of the name starts with any of the wanted words (TextIt 5.10). */
export function nameTest(wanted: string): Test<string> {
  const prefixes = nameTokens(wanted);
  return (name) => nameTokens(name).some((token) => prefixes.some((prefix) => token.startsWith(prefix)));
}

export const uuidTest =
  (wanted: string | undefined): Test<string> =>
  (uuid) =>
    uuid === wanted;

/** Exact, on canonical decimals. */
export function numberTest(operator: Operator, wanted: string | null): Test<string> {
  if (wanted === null) return never;
  switch (operator) {
    case '=':
    case '!=':
      return (value) => value === wanted;
    case '<':
      return (value) => compareNumbers(value, wanted) < 0;
    case '<=':
      return (value) => compareNumbers(value, wanted) <= 0;
    case '>':
      return (value) => compareNumbers(value, wanted) > 0;
    case '>=':
      return (value) => compareNumbers(value, wanted) >= 0;
    case '~':
      return never;
  }
}

/** Compares an instant with a whole day (TextIt 5.7). */
export function dateTest(operator: Operator, day: DayInstants | null): Test<number> {
  if (day === null) return never;
  const { start, end } = day;
  switch (operator) {
    case '=':
    case '!=':
      return (at) => at >= start && at < end;
    case '<':
      return (at) => at < start;
    case '<=':
      return (at) => at < end;
    case '>':
      return (at) => at >= end;
    case '>=':
      return (at) => at >= start;
    case '~':
      return never;
  }
}
