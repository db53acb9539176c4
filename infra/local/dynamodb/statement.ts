/** The statements in which functions change items (`shared/data/dynamo/statement.ts`), read for the local runner. */

/** An attribute value in DynamoDB's own form. */
export type Value = Readonly<Record<string, unknown>>;

export interface BatchStatement {
  readonly Statement: string;
  readonly Parameters: readonly Value[];
}

export interface UpdateStatement {
  readonly table: string;
  /** The terms of its condition, in order: an attribute and its value, or null where it must be missing. */
  readonly where: readonly (readonly [name: string, value: Value | null])[];
  readonly set: readonly (readonly [name: string, value: Value])[];
  readonly remove: readonly string[];
}

const FORM = /^UPDATE "([^"]+)"((?: SET "[^"]+" = \?)*)((?: REMOVE "[^"]+")*) WHERE (.+)$/;
const TERM = /^"([^"]+)" (?:= (\?)|IS MISSING)$/;

const namesIn = (part: string): string[] => [...part.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);

/** Throws for any other statement. */
export function readStatement({ Statement, Parameters }: BatchStatement): UpdateStatement {
  const [, table, set = '', remove = '', where = ''] = FORM.exec(Statement) ?? [];
  if (table === undefined) throw new Error(`The local runner does not know this statement: ${Statement}`);
  const names = namesIn(set);
  let next = names.length;
  const terms = where.split(' AND ').map((term) => {
    const [, name, has] = TERM.exec(term) ?? [];
    if (name === undefined) throw new Error(`The local runner does not know this condition: ${term}`);
    return [name, has === undefined ? null : valueAt(Parameters, next++)] as const;
  });
  return {
    ...{ table, where: terms, remove: namesIn(remove) },
    set: names.map((name, index) => [name, valueAt(Parameters, index)] as const),
  };
}

function valueAt(parameters: readonly Value[], index: number): Value {
  const value = parameters[index];
  if (value === undefined) throw new Error('The statement has fewer parameters than question marks');
  return value;
}
