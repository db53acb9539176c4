import { printValue } from '../../../query/query.ts';
import { type Comparison, type Criteria, type Leaf, PINPOINT_CHANNELS } from './criteria.ts';

/** The key of the field that a column becomes. */
type KeyOf = (column: string) => string;

/** The query about contacts that equals the criteria. It has no NOT, which is moved down to the conditions. */
export function queryOf(criteria: Criteria, keyOf: KeyOf, negated = false): string {
  if ('not' in criteria) return queryOf(criteria.not, keyOf, !negated);
  if ('all' in criteria) return joined(criteria.all, negated ? 'OR' : 'AND', keyOf, negated);
  if ('any' in criteria) return joined(criteria.any, negated ? 'AND' : 'OR', keyOf, negated);
  return conditionOf(criteria, keyOf, negated);
}

const joined = (parts: readonly Criteria[], operator: 'AND' | 'OR', keyOf: KeyOf, negated: boolean): string =>
  between(
    operator,
    parts.map((part) => queryOf(part, keyOf, negated)),
  );

function between(operator: 'AND' | 'OR', conditions: readonly string[]): string {
  return conditions.length === 1 ? `${conditions[0]}` : `(${conditions.join(` ${operator} `)})`;
}

const NOT: Readonly<Record<Comparison, string>> = { '=': '!=', '>': '<=', '>=': '<', '<': '>=', '<=': '>' };

function conditionOf(leaf: Leaf, keyOf: KeyOf, negated: boolean): string {
  const any = negated ? 'AND' : 'OR';
  if ('channels' in leaf)
    return between(
      any,
      leaf.channels.map((channel) => `urns.${PINPOINT_CHANNELS[channel]} ${negated ? '=' : '!='} ""`),
    );
  const field = `fields.${keyOf(leaf.column)}`;
  if ('texts' in leaf)
    return between(
      any,
      leaf.texts.map((text) => `${field} ${negated ? '!=' : '='} ${printValue(text)}`),
    );
  const condition = `${field} ${negated ? NOT[leaf.operator] : leaf.operator} ${printValue(String(leaf.value))}`;
  // A person without a number is neither more nor less, so both opposites include that person.
  return negated && leaf.operator !== '=' ? `(${condition} OR ${field} = "")` : condition;
}
