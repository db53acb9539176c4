import type { BatchExecuteStatementCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ItemCondition } from './expression.ts';
import { type TableNames, tableName } from './table.ts';
import type { Put } from './write.ts';

type Statement = NonNullable<BatchExecuteStatementCommandInput['Statements']>[number];

/** A put over an item that exists: `names` are all attributes that the stored item may have besides its key. */
export interface Replacement {
  readonly put: Put;
  readonly names: readonly string[];
}

/** A put on the one condition that there is no item. */
export interface Insertion {
  readonly put: Put & { readonly condition: { readonly is: 'absent' } };
}

/** A put as a PartiQL statement, many of which go in one call. Names are ours, so that none needs escaping. */
export const statementOf = (tables: TableNames, one: Replacement | Insertion): Statement =>
  'names' in one ? replacing(tables, one) : inserting(tables, one);

function inserting(tables: TableNames, { put }: Insertion): Statement {
  const given = givenOf(put.item);
  const table = tableName(tables, put.table);
  return {
    Statement: textFor(INSERTION, [table, ...given.names], () => insertion(table, given.names)),
    Parameters: given.values,
  };
}

const insertion = (table: string, given: readonly string[]): string =>
  `INSERT INTO "${table}" VALUE {${given.map((name) => `'${name}': ?`).join(', ')}}`;

/** Sets what the item has, and removes every other attribute. Its condition fails when there is no item. */
function replacing(tables: TableNames, { put, names }: Replacement): Statement {
  const given = givenOf(put.item, isOfKey);
  const table = tableName(tables, put.table);
  const terms = termsOf(put.condition);
  const shape = [table, ...given.names, ...terms.map(({ term }) => term)];
  const { pk, sk } = put.item;
  return {
    Statement: textFor(names, shape, () => replacement(table, given.names, names, terms)),
    Parameters: [...given.values, pk, sk, ...terms.filter(isOfValue).map(({ value }) => value)],
  };
}

const isOfKey = (name: string): boolean => name === 'pk' || name === 'sk';

function replacement(table: string, given: readonly string[], names: readonly string[], terms: readonly Term[]) {
  const has = new Set(given);
  const text = [
    `UPDATE "${table}"`,
    ...given.map((name) => `SET "${name}" = ?`),
    ...names.filter((name) => !has.has(name)).map((name) => `REMOVE "${name}"`),
    `WHERE ${['"pk" = ?', '"sk" = ?', ...terms.map(({ term }) => term)].join(' AND ')}`,
  ];
  return text.join(' ');
}

/** The names and values of an item's attributes, without those that are `undefined` or left out. */
function givenOf(item: object, isLeftOut: (name: string) => boolean = () => false) {
  const names: string[] = [];
  const values: unknown[] = [];
  for (const [name, value] of Object.entries(item)) {
    if (value === undefined || isLeftOut(name)) continue;
    names.push(name);
    values.push(value);
  }
  return { names, values };
}

/** Marks the texts of insertions, which name no other attributes. */
const INSERTION: readonly string[] = [];

/** Texts by the names that a statement may remove, then by what else it names: making one takes longer than a look. */
const texts = new WeakMap<readonly string[], Map<string, string>>();

/** A few dozen in a job; more only where contacts differ in what they have. */
const MOST_TEXTS = 500;

function textFor(names: readonly string[], shape: readonly string[], make: () => string): string {
  const known = texts.get(names) ?? new Map<string, string>();
  texts.set(names, known);
  // No name has a line break.
  const key = shape.join('\n');
  const text = known.get(key) ?? make();
  if (known.size >= MOST_TEXTS) known.clear();
  known.set(key, text);
  return text;
}

/** Part of a condition; `value` is for its question mark, if it has one. */
interface Term {
  readonly term: string;
  readonly value?: unknown;
}

const isOfValue = (term: Term): boolean => 'value' in term;

function termsOf(condition: ItemCondition | undefined): Term[] {
  switch (condition?.is) {
    case undefined:
      return [];
    case 'AND':
      return condition.conditions.flatMap(termsOf);
    case 'without':
      return [{ term: `"${condition.attribute}" IS MISSING` }];
    case '=':
      return [{ term: `"${condition.attribute}" = ?`, value: condition.value }];
    default:
      throw new Error(`A statement with the condition "${condition?.is}"`);
  }
}
