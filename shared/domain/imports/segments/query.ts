import { printValue } from '../../../query/query.ts';
import { type Comparison, type Criteria, type Leaf, PINPOINT_CHANNELS } from './criteria.ts';

/** The key of the field that a column becomes. */
type KeyOf = (column: string) => string;

/** The query that says of a contact what criteria say of its endpoint. There is no NOT in it: that is brought down to the conditions. */
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
  // Who has no number is not more, and not less: of either's opposite that person is.
  return negated && leaf.operator !== '=' ? `(${condition} OR ${field} = "")` : condition;
}
