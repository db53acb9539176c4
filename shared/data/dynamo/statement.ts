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
  const given = Object.entries(put.item).filter(([, value]) => value !== undefined);
  const item = given.map(([name]) => `'${name}': ?`).join(', ');
  return {
    Statement: `INSERT INTO "${tableName(tables, put.table)}" VALUE {${item}}`,
    Parameters: given.map(([, value]) => value),
  };
}

/** Sets what the item has, and removes every other attribute. Its condition fails when there is no item. */
function replacing(tables: TableNames, { put, names }: Replacement): Statement {
  const { pk, sk, ...rest } = put.item as Put['item'] & Readonly<Record<string, unknown>>;
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  const has = new Set(given.map(([name]) => name));
  const condition = termsOf(put.condition);
  const text = [
    `UPDATE "${tableName(tables, put.table)}"`,
    ...given.map(([name]) => `SET "${name}" = ?`),
    ...names.filter((name) => !has.has(name)).map((name) => `REMOVE "${name}"`),
    `WHERE ${['"pk" = ?', '"sk" = ?', ...condition.map(({ term }) => term)].join(' AND ')}`,
  ];
  return {
    Statement: text.join(' '),
    Parameters: [...given.map(([, value]) => value), pk, sk, ...condition.flatMap(({ values }) => values)],
  };
}

interface Term {
  readonly term: string;
  readonly values: readonly unknown[];
}

function termsOf(condition: ItemCondition | undefined): Term[] {
  switch (condition?.is) {
    case undefined:
      return [];
    case 'AND':
      return condition.conditions.flatMap(termsOf);
    case 'without':
      return [{ term: `"${condition.attribute}" IS MISSING`, values: [] }];
    case '=':
      return [{ term: `"${condition.attribute}" = ?`, values: [condition.value] }];
    default:
      throw new Error(`A statement with the condition "${condition?.is}"`);
  }
}
