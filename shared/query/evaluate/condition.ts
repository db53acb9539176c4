import type { Condition, QueryProperty } from '../ast.ts';
import type { DateEnv } from '../env.ts';
import { valueTypeOf } from '../meaning/properties.ts';
import { parseNumber } from '../values/number.ts';
import { dayRange } from '../values/range.ts';
import type { QueryContact } from './contact.ts';
import { dateTest, nameTest, numberTest, type Test, textTest, uuidTest } from './tests.ts';
import { datesOf, type Exists, numbersOf, textsOf } from './values.ts';

export type Matcher = (contact: QueryContact) => boolean;

export interface CompileEnv extends DateEnv {
  /** True in a search: smart groups have no `id`, `ref`, `status`, `group`, `flow` and `history` (as in TextIt). */
  readonly searching?: boolean;
}

/** Compiles one condition: where its values are found, and how they are tested (TextIt 5.10). */
export function compileCondition(condition: Condition, env: CompileEnv): Matcher {
  const { property, operator, value } = condition;
  switch (valueTypeOf(property)) {
    case 'number':
      return matcher(condition, numbersOf(property), numberTest(operator, parseNumber(value)));
    case 'datetime':
      return matcher(condition, datesOf(property), dateTest(operator, dayRange(value, env)));
    case 'text':
      return matcher(condition, textsOf(property, env.searching ?? false), textTestOf(condition));
  }
}

function textTestOf({ property, operator, value, asset }: Condition): Test<string> {
  if (isAsset(property)) return uuidTest(asset?.uuid);
  if (operator === '~' && property.key === 'name') return nameTest(value);
  return textTest(operator, value);
}

const isAsset = ({ type, key }: QueryProperty): boolean =>
  type === 'attribute' && (key === 'group' || key === 'flow' || key === 'history');

const anything = (): boolean => true;

/** `= ""`: no value. `!= ""`: any value. `!= v`: no value equals v. Other operators: some value satisfies it. */
function matcher<T>({ operator, value }: Condition, exists: Exists<T>, test: Test<T>): Matcher {
  const wanted = value === '' ? anything : test;
  const negative = (operator === '=' && value === '') || (operator === '!=' && value !== '');
  const matches = exists(wanted);
  return negative ? (contact) => !matches(contact) : matches;
}
