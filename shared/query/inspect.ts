import type { Condition, Query, QueryNode } from './ast.ts';
import type { NamedAsset } from './env.ts';
import { SEARCH_ONLY } from './meaning/attributes.ts';
import { valueTypeOf } from './meaning/properties.ts';
import { isRelativeDate } from './values/relative.ts';

/** What a query mentions, in TextIt's JSON form (5.9). Attributes and schemes are sorted. */
export interface Inspection {
  readonly attributes: readonly string[];
  readonly schemes: readonly string[];
  readonly fields: readonly { readonly key: string; readonly name: string }[];
  readonly groups: readonly NamedAsset[];
  /** Whether a smart group may be defined by this query. */
  readonly allow_as_group: boolean;
}

/** The properties that can change a query's answer. */
interface Dependencies {
  readonly attributes: ReadonlySet<string>;
  /** A query on `urn` (an attribute) depends on every scheme. */
  readonly schemes: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  /** Whether the answer also changes as days pass, because a date is counted back from today. */
  readonly relativeDates: boolean;
}

export function inspect(query: Query): Inspection {
  const conditions = conditionsOf(query);
  const { attributes, schemes } = dependencies(query);
  return {
    attributes: [...attributes].sort(),
    schemes: [...schemes].sort(),
    fields: uniqueBy('key', conditions.flatMap(mentionedField)),
    groups: uniqueBy('uuid', conditions.flatMap(mentionedGroup)),
    allow_as_group: ![...attributes].some((attribute) => SEARCH_ONLY.has(attribute)),
  };
}

export function dependencies(query: Query): Dependencies {
  const attributes = new Set<string>();
  const schemes = new Set<string>();
  const fields = new Set<string>();
  let relativeDates = false;
  for (const { property, value } of conditionsOf(query)) {
    const mentioned = { attribute: attributes, added: attributes, scheme: schemes, field: fields }[property.type];
    mentioned.add(property.key);
    relativeDates ||= valueTypeOf(property) === 'datetime' && isRelativeDate(value);
  }
  return { attributes, schemes, fields, relativeDates };
}

/** All conditions from left to right. */
export const conditionsOf = ({ root }: Query): readonly Condition[] => leavesOf(root);

const leavesOf = (node: QueryNode): readonly Condition[] =>
  node.kind === 'condition' ? [node] : node.children.flatMap(leavesOf);

const mentionedField = ({ property }: Condition) =>
  property.type === 'field' ? [{ key: property.key, name: property.name }] : [];

const mentionedGroup = ({ property, asset }: Condition) => (property.key === 'group' && asset ? [asset] : []);

const uniqueBy = <K extends string, T extends Readonly<Record<K, string>>>(key: K, items: readonly T[]): readonly T[] =>
  items.filter((item, index) => items.findIndex((other) => other[key] === item[key]) === index);
