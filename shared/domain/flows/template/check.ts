import type { Expression } from './expression.ts';
import { FUNCTIONS, REFUSED_FUNCTIONS } from './library/index.ts';
import { patternProblem } from './library/pattern.ts';
import { REFUSED_NAMES, TOP_LEVELS } from './names.ts';

const KNOWN: ReadonlySet<string> = new Set(TOP_LEVELS);

/** The names and functions of an expression that do not exist here, each with the reason. */
export function findUnknown(expression: Expression, parameters: ReadonlySet<string> = new Set()): readonly string[] {
  const within = (inner: Expression) => findUnknown(inner, parameters);
  switch (expression.type) {
    case 'literal':
      return [];
    case 'name':
      return parameters.has(expression.name) || KNOWN.has(expression.name) ? [] : [unknownName(expression.name)];
    case 'property':
      return within(expression.of);
    case 'index':
      return [...within(expression.of), ...within(expression.at)];
    case 'negate':
      return within(expression.operand);
    case 'binary':
      return [...within(expression.left), ...within(expression.right)];
    case 'call':
      return [...unknownFunction(expression.name), ...refusedPattern(expression), ...expression.values.flatMap(within)];
    case 'lambda':
      return findUnknown(expression.body, new Set([...parameters, ...expression.parameters]));
  }
}

function unknownName(name: string): string {
  if (FUNCTIONS.has(name)) return `function '${name}' must be called: ${name}(…)`;
  const why = REFUSED_NAMES.get(name);
  return why === undefined ? `'${name}' does not exist` : `'${name}' does not exist here: ${why}`;
}

function unknownFunction(name: string): readonly string[] {
  if (FUNCTIONS.has(name)) return [];
  const why = REFUSED_FUNCTIONS.get(name);
  return [why === undefined ? `function '${name}' does not exist` : `function '${name}' cannot run here: ${why}`];
}

/** Functions whose second argument is a regular expression. */
const WITH_PATTERN: ReadonlySet<string> = new Set(['regex_match', 'has_pattern']);

/** A literal pattern that the engine refuses; one that is computed can only be refused when the flow runs. */
function refusedPattern({ name, values }: Extract<Expression, { type: 'call' }>): readonly string[] {
  const pattern = values[1];
  if (!WITH_PATTERN.has(name) || pattern?.type !== 'literal' || typeof pattern.value !== 'string') return [];
  const why = patternProblem(pattern.value.trim());
  return why === null ? [] : [`${name}(…): ${why} ${JSON.stringify(pattern.value)}`];
}
