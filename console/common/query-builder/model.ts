import { printProperty, printValue, type Query, type QueryNode } from '../../../shared/query/query.ts';

/** `set` and `unset` ask whether there is a value; the others compare it. */
export type Comparison = '=' | '!=' | '~' | '<' | '<=' | '>' | '>=' | 'set' | 'unset';

export interface BuiltCondition {
  readonly kind: 'condition';
  /** As a query has it: `last_seen_on`, `fields.age`. */
  readonly property: string;
  readonly comparison: Comparison;
  readonly value: string;
}

export interface BuiltGroup {
  readonly kind: 'group';
  readonly operator: 'AND' | 'OR';
  readonly children: readonly Built[];
}

export type Built = BuiltCondition | BuiltGroup;

export const NOTHING: BuiltGroup = { kind: 'group', operator: 'AND', children: [] };

/** The conditions and groups of a query. A single condition is a group of one. */
export function builtOf({ root }: Query): BuiltGroup {
  const built = nodeOf(root);
  return built.kind === 'group' ? built : { kind: 'group', operator: 'AND', children: [built] };
}

function nodeOf(node: QueryNode): Built {
  if (node.kind === 'combination')
    return { kind: 'group', operator: node.operator, children: node.children.map(nodeOf) };
  const { property, operator, value } = node;
  const isCheck = value === '' && (operator === '=' || operator === '!=');
  return {
    kind: 'condition',
    property: printProperty(property),
    comparison: isCheck ? (operator === '=' ? 'unset' : 'set') : operator,
    value,
  };
}

/** The query of conditions and groups; those that are not complete yet are left out. */
export const textOf = (group: BuiltGroup): string => written(group).text;

interface Written {
  /** Empty where nothing is complete. */
  readonly text: string;
  /** What joins its parts; null for less than two. A group of one group is what that one is. */
  readonly operator: BuiltGroup['operator'] | null;
}

function written(node: Built): Written {
  if (node.kind === 'condition') return { text: isComplete(node) ? conditionText(node) : '', operator: null };
  const parts = node.children.map(written).filter(({ text }) => text !== '');
  const [first = { text: '', operator: null }] = parts;
  if (parts.length < 2) return first;
  const inner = parts.map(({ text, operator }) =>
    operator !== null && operator !== node.operator ? `(${text})` : text,
  );
  return { text: inner.join(` ${node.operator} `), operator: node.operator };
}

const takesValue = (comparison: Comparison): boolean => comparison !== 'set' && comparison !== 'unset';

export const isComplete = ({ comparison, value }: BuiltCondition): boolean =>
  !takesValue(comparison) || value.trim() !== '';

const conditionText = ({ property, comparison, value }: BuiltCondition): string => {
  if (comparison === 'set') return `${property} != ""`;
  if (comparison === 'unset') return `${property} = ""`;
  return `${property} ${comparison} ${printValue(value.trim())}`;
};

export const withChild = (group: BuiltGroup, at: number, child: Built | null): BuiltGroup => ({
  ...group,
  children: group.children.flatMap((one, index) => (index === at ? (child === null ? [] : [child]) : [one])),
});

export const withMore = (group: BuiltGroup, child: Built): BuiltGroup => ({
  ...group,
  children: [...group.children, child],
});

/** A time back from today as a query writes it, `-6m`, in its parts; null for any other value. */
export function backOf(value: string): { readonly count: string; readonly unit: 'd' | 'w' | 'm' | 'y' } | null {
  const [, count, unit] = /^-(\d{1,4})([dwmy])$/.exec(value) ?? [];
  return count === undefined ? null : { count, unit: unit as 'd' | 'w' | 'm' | 'y' };
}
