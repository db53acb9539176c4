import type { FieldType, NamedAsset } from './env.ts';
import type { AttributeKey, ValueType } from './meaning/attributes.ts';

/** A stretch of the text as typed, in UTF-16 units as JavaScript counts them; `end` is the first unit after it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Operator = '=' | '!=' | '~' | '<' | '<=' | '>' | '>=';

export interface AttributeProperty {
  readonly type: 'attribute';
  readonly key: AttributeKey;
}

/** An attribute that TextIt's language does not have: `QueryEnv.attributes` names it. */
interface AddedProperty {
  readonly type: 'added';
  readonly key: string;
  readonly valueType: ValueType;
}

/** All addresses of one kind, `tel` for instance. */
interface SchemeProperty {
  readonly type: 'scheme';
  readonly key: string;
}

/** A field of the workspace. Without a resolver its name is empty and its type unknown. */
export interface FieldProperty {
  readonly type: 'field';
  readonly key: string;
  readonly name: string;
  readonly valueType: FieldType | 'unknown';
}

export type QueryProperty = AttributeProperty | AddedProperty | SchemeProperty | FieldProperty;

export interface Condition {
  readonly kind: 'condition';
  readonly property: QueryProperty;
  readonly operator: Operator;
  /** As typed, without quotes and escapes. An empty value asks whether the property is set. */
  readonly value: string;
  /** The group or flow that the value names; null when it names none, or no resolver knew it. */
  readonly asset: NamedAsset | null;
  readonly span: Span;
  readonly valueSpan: Span;
}

/** Has at least two children; none is a combination with the same operator. */
export interface Combination {
  readonly kind: 'combination';
  readonly operator: 'AND' | 'OR';
  readonly children: readonly QueryNode[];
}

export type QueryNode = Condition | Combination;

/** A query after it was read, checked and simplified. */
export interface Query {
  readonly root: QueryNode;
}
