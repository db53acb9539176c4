import type { Refusal } from '../../refusals/refusal.ts';
import { FUNCTIONS, REFUSED_FUNCTIONS } from './library/index.ts';
import { patternProblem } from './library/pattern.ts';
import { isTopLevel, REFUSED_NAMES } from './names.ts';
import { neverThere } from './shape.ts';
import type { Expression } from './tokens.ts';

/**
 * What can never exist in an expression (names, paths, functions), each with the reason. Something may be missing where
 * the author provided for it, with `default` or a test of errors: `default(contact.shoe, 40)` is 40.
 */
export const findUnknown = (expression: Expression, source: string): readonly Refusal[] =>
  unknownIn(expression, { source, parameters: new Set() });

interface Within {
  /** The whole expression as it was written. */
  readonly source: string;
  /** A lambda's names for its arguments. */
  readonly parameters: ReadonlySet<string>;
}

function unknownIn(expression: Expression, where: Within): readonly Refusal[] {
  const path = pathOf(expression);
  if (path !== null && !where.parameters.has(path.name)) return unknownPath(path, where);
  const within = (inner: Expression) => unknownIn(inner, where);
  switch (expression.type) {
    case 'literal':
    case 'name':
      return [];
    case 'property':
      return within(expression.of);
    case 'index':
      return [...within(expression.of), ...within(expression.at)];
    case 'negate':
      return within(expression.operand);
    case 'binary':
      return [...within(expression.left), ...within(expression.right)];
    case 'call':
      return unknownInCall(expression, where);
    case 'lambda':
      return unknownIn(expression.body, {
        ...where,
        parameters: new Set([...where.parameters, ...expression.parameters]),
      });
  }
}

/** Functions whose first argument may be an error. */
const FORGIVING: ReadonlySet<string> = new Set(['default', 'has_error', 'has_value', 'is_error']);

function unknownInCall(call: Extract<Expression, { type: 'call' }>, where: Within): readonly Refusal[] {
  const name = call.of.type === 'name' && !where.parameters.has(call.of.name) ? call.of.name : null;
  const [first, ...others] = call.values;
  const forgiven = name !== null && FORGIVING.has(name) && first !== undefined && pathOf(first) !== null;
  const values = forgiven ? others : call.values;
  return [
    ...(name === null ? unknownIn(call.of, where) : unknownFunction(name, where)),
    ...(name === null ? [] : refusedPattern(name, call.values, where)),
    ...values.flatMap((value) => unknownIn(value, where)),
  ];
}

interface Path {
  readonly name: string;
  readonly keys: readonly string[];
}

/** The names of a path such as `contact.fields["age"]`; null when it is no path, or depends on the run. */
function pathOf(expression: Expression): Path | null {
  if (expression.type === 'name') return { name: expression.name, keys: [] };
  if (expression.type !== 'property' && expression.type !== 'index') return null;
  const path = pathOf(expression.of);
  const key = expression.type === 'property' ? expression.key : literalKey(expression.at);
  return path && key !== null ? { ...path, keys: [...path.keys, key] } : null;
}

function literalKey(at: Expression): string | null {
  if (at.type === 'negate') return literalKey(at.operand);
  if (at.type !== 'literal') return null;
  if (typeof at.value === 'string') return at.value;
  return at.value !== null && typeof at.value === 'object' && at.value.kind === 'number'
    ? String(at.value.units)
    : null;
}

function unknownPath({ name, keys }: Path, { source: expression }: Within): readonly Refusal[] {
  if (isTopLevel(name)) {
    const why = neverThere(name, keys, expression);
    return why === null ? [] : [why];
  }
  if (FUNCTIONS.has(name)) return [];
  const reason = REFUSED_NAMES.get(name);
  if (reason === undefined) return [{ code: 'flow_name_unknown', expression, name }];
  return [{ code: 'flow_name_not_here', expression, name, reason }];
}

function unknownFunction(name: string, { source: expression }: Within): readonly Refusal[] {
  if (FUNCTIONS.has(name)) return [];
  const reason = REFUSED_FUNCTIONS.get(name);
  if (reason === undefined) return [{ code: 'flow_function_unknown', expression, name }];
  return [{ code: 'flow_function_not_here', expression, name, reason }];
}

/** Functions whose second argument is a regular expression. */
const WITH_PATTERN: ReadonlySet<string> = new Set(['regex_match', 'has_pattern']);

/** A literal pattern that the engine refuses; a computed one can only be refused when the flow runs. */
function refusedPattern(
  name: string,
  [, pattern]: readonly Expression[],
  { source: expression }: Within,
): readonly Refusal[] {
  if (!WITH_PATTERN.has(name) || pattern?.type !== 'literal' || typeof pattern.value !== 'string') return [];
  const reason = patternProblem(pattern.value.trim());
  if (reason === null) return [];
  return [{ code: 'flow_pattern', expression, name, reason, pattern: JSON.stringify(pattern.value) }];
}
