import { plus } from './dates.ts';
import { given, type LegacyFunction, legacyFn, renamed, trueOrFalse } from './function.ts';
import { atom, call, chain, datesAsText, integerLiteral, LEVELS, number, type Translated } from './translated.ts';

const E = atom('2.718281828459045', 'number');

function fixed(...values: readonly Translated[]): Translated {
  const withoutCommas = trueOrFalse(values[2]) ? [atom('false', 'boolean')] : [];
  return call('format_number', 'text', given(values, 0), values[1] ?? number(2), ...withoutCommas);
}

/** Towards zero; rounding down goes below. */
function truncated(...values: readonly Translated[]): Translated {
  const isPositive = chain('>=', LEVELS['<'], 'boolean', [given(values, 0), number(0)]);
  return call(
    'if',
    'number',
    isPositive,
    call('round_down', 'number', ...values),
    call('round_up', 'number', ...values),
  );
}

const power = (...values: readonly Translated[]): Translated => chain('^', LEVELS['^'], 'number', values);

function condition(...values: readonly Translated[]): Translated {
  const [yes, no] = [datesAsText(values[1] ?? number(0)), datesAsText(values[2] ?? atom('false', 'boolean'))];
  return call('if', yes.kind === no.kind ? yes.kind : 'unknown', given(values, 0), yes, no);
}

/** Functions of numbers and logic, by their names in lower case. */
export const NUMBER_FUNCTIONS: Readonly<Record<string, LegacyFunction>> = {
  abs: renamed('abs', 1, 1, 'number'),
  and: renamed('and', 1, 100, 'boolean'),
  average: renamed('mean', 1, 100, 'number'),
  exp: legacyFn(1, 1, (...values) => power(E, given(values, 0))),
  fixed: legacyFn(1, 3, fixed),
  if: legacyFn(1, 3, condition),
  int: renamed('round_down', 1, 1, 'number'),
  max: renamed('max', 1, 100, 'number'),
  min: renamed('min', 1, 100, 'number'),
  mod: renamed('mod', 2, 2, 'number'),
  or: renamed('or', 1, 100, 'boolean'),
  percent: renamed('percent', 1, 1, 'text'),
  power: legacyFn(2, 2, power),
  product: legacyFn(1, 100, (...values) => chain('*', LEVELS['*'], 'number', values)),
  rand: renamed('rand', 0, 0, 'number'),
  randbetween: renamed('rand_between', 2, 2, 'number'),
  round: renamed('round', 1, 2, 'number'),
  rounddown: renamed('round_down', 1, 2, 'number'),
  roundup: renamed('round_up', 1, 2, 'number'),
  sum: legacyFn(1, 100, (...values) => values.reduce((sum, value) => plus('+', sum, value))),
  trunc: legacyFn(1, 2, (...values) => {
    const value = integerLiteral(given(values, 0));
    return value === null ? truncated(...values) : number(value);
  }),
};
