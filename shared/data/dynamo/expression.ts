import { unreachable } from '../../domain/unreachable.ts';
/** Conditions and updates as plain values, and their DynamoDB expressions. Every name and value is a placeholder. */

/** What must hold for a stored item so that a write happens or a query returns the item. */
export type ItemCondition =
  | { readonly is: 'absent' | 'present' }
  | { readonly is: 'without'; readonly attribute: string }
  | { readonly is: 'begins with'; readonly attribute: string; readonly value: string }
  | { readonly is: '=' | '<=' | '>='; readonly attribute: string; readonly value: unknown }
  | { readonly is: 'one of'; readonly attribute: string; readonly values: readonly unknown[] }
  | { readonly is: 'AND' | 'OR'; readonly conditions: readonly ItemCondition[] };

export const isAbsent: ItemCondition = { is: 'absent' };
export const isPresent: ItemCondition = { is: 'present' };
/** The item has no such attribute, or does not exist. */
export const lacks = (attribute: string): ItemCondition => ({ is: 'without', attribute });
export const equals = (attribute: string, value: unknown): ItemCondition => ({ is: '=', attribute, value });
export const atMost = (attribute: string, value: number): ItemCondition => ({ is: '<=', attribute, value });
export const atLeast = (attribute: string, value: number): ItemCondition => ({ is: '>=', attribute, value });
export const beginsWith = (attribute: string, value: string): ItemCondition => ({
  is: 'begins with',
  attribute,
  value,
});
export const oneOf = (attribute: string, values: readonly unknown[]): ItemCondition => ({
  is: 'one of',
  attribute,
  values,
});
export const allOf = (...conditions: readonly ItemCondition[]): ItemCondition => ({ is: 'AND', conditions });
export const anyOf = (...conditions: readonly ItemCondition[]): ItemCondition => ({ is: 'OR', conditions });

/** What an update does to an item. It creates a missing item, unless a condition forbids it. */
export interface Update {
  /** New values of attributes; those that are `undefined` stay as they are. */
  readonly set?: object;
  /** Attributes that get a value only if the item has none. */
  readonly setOnce?: object;
  /** Numbers added to attributes; a missing attribute counts as 0. */
  readonly add?: Readonly<Record<string, number>>;
  readonly remove?: readonly string[];
}

/** The placeholders of one request. */
export class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #values: unknown[] = [];

  name(attribute: string): string {
    const known = this.#names.get(attribute);
    if (known !== undefined) return known;
    const placeholder = `#n${this.#names.size}`;
    this.#names.set(attribute, placeholder);
    return placeholder;
  }

  value(value: unknown): string {
    this.#values.push(value);
    return `:v${this.#values.length - 1}`;
  }

  /** The request's maps of placeholders; DynamoDB refuses empty ones. */
  attributes(): {
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, unknown>;
  } {
    const names = [...this.#names].map(([attribute, placeholder]) => [placeholder, attribute]);
    return {
      ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names) }),
      ...(this.#values.length > 0 && {
        ExpressionAttributeValues: Object.fromEntries(this.#values.map((value, i) => [`:v${i}`, value])),
      }),
    };
  }
}

export function conditionText(condition: ItemCondition, placeholders: Placeholders): string {
  switch (condition.is) {
    case 'absent':
      return `attribute_not_exists(${placeholders.name('pk')})`;
    case 'present':
      return `attribute_exists(${placeholders.name('pk')})`;
    case 'without':
      return `attribute_not_exists(${placeholders.name(condition.attribute)})`;
    case 'begins with':
      return `begins_with(${placeholders.name(condition.attribute)}, ${placeholders.value(condition.value)})`;
    case '=':
    case '<=':
    case '>=':
      return `${placeholders.name(condition.attribute)} ${condition.is} ${placeholders.value(condition.value)}`;
    case 'one of': {
      const values = condition.values.map((value) => placeholders.value(value));
      return `${placeholders.name(condition.attribute)} IN (${values.join(', ')})`;
    }
    case 'AND':
    case 'OR':
      return condition.conditions.map((one) => `(${conditionText(one, placeholders)})`).join(` ${condition.is} `);
    default:
      return unreachable(condition);
  }
}

export function updateText(
  { set = {}, setOnce = {}, add = {}, remove = [] }: Update,
  placeholders: Placeholders,
): string {
  const assignments = [
    ...given(set).map(([name, value]) => `${placeholders.name(name)} = ${placeholders.value(value)}`),
    ...given(setOnce).map(([name, value]) => {
      const placeholder = placeholders.name(name);
      return `${placeholder} = if_not_exists(${placeholder}, ${placeholders.value(value)})`;
    }),
  ];
  const additions = given(add).map(([name, by]) => `${placeholders.name(name)} ${placeholders.value(by)}`);
  return [
    ...(assignments.length > 0 ? [`SET ${assignments.join(', ')}`] : []),
    ...(additions.length > 0 ? [`ADD ${additions.join(', ')}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.map((name) => placeholders.name(name)).join(', ')}`] : []),
  ].join(' ');
}

const given = (attributes: object): [string, unknown][] =>
  Object.entries(attributes).filter(([, value]) => value !== undefined);
