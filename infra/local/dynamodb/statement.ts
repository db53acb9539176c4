/** The statements in which functions change items (`shared/data/dynamo/statement.ts`), read for the local runner. */

/** An attribute value in DynamoDB's own form. */
export type Value = Readonly<Record<string, unknown>>;

export interface BatchStatement {
  readonly Statement: string;
  readonly Parameters: readonly Value[];
}

export interface WriteStatement {
  readonly table: string;
  /** Whether it makes an item, which must not be there; else it changes one that is. */
  readonly inserts: boolean;
  /** The terms of its condition, in order: an attribute and its value, or null where it must be missing. */
  readonly where: readonly (readonly [name: string, value: Value | null])[];
  readonly set: readonly (readonly [name: string, value: Value])[];
  readonly remove: readonly string[];
}

const FORM = /^UPDATE "([^"]+)"((?: SET "[^"]+" = \?)*)((?: REMOVE "[^"]+")*) WHERE (.+)$/;
const INSERTION = /^INSERT INTO "([^"]+)" VALUE \{('[^']+': \?(?:, '[^']+': \?)*)\}$/;
const TERM = /^"([^"]+)" (?:= (\?)|IS MISSING)$/;

const namesIn = (part: string): string[] => [...part.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);

/** Attributes by which an insertion names its item; both tables have these. */
const KEY_NAMES = ['pk', 'sk'];

/** A name, and the place of its value among the parameters; null: it has none. */
type Place = readonly [name: string, index: number | null];

/** What a statement's text says, without its parameters. */
interface Form extends Pick<WriteStatement, 'table' | 'inserts' | 'remove'> {
  readonly where: readonly Place[];
  readonly set: readonly Place[];
}

/** Contacts of a job have few forms between them, and their text is a kilobyte each. */
const forms = new Map<string, Form>();
const KEPT = 500;

/** Throws for any other statement. */
export function readStatement({ Statement, Parameters }: BatchStatement): WriteStatement {
  const { where, set, ...rest } = formOf(Statement);
  return {
    ...rest,
    where: where.map(([name, index]) => [name, index === null ? null : valueAt(Parameters, index)] as const),
    set: set.map(([name, index]) => [name, valueAt(Parameters, index ?? 0)] as const),
  };
}

function formOf(text: string): Form {
  const known = forms.get(text);
  if (known !== undefined) return known;
  const [, table, item = ''] = INSERTION.exec(text) ?? [];
  const form = table === undefined ? formOfUpdate(text) : formOfInsertion(table, item);
  if (forms.size >= KEPT) forms.clear();
  forms.set(text, form);
  return form;
}

function formOfInsertion(table: string, item: string): Form {
  const given = [...item.matchAll(/'([^']+)'/g)].map(([, name = ''], index) => [name, index] as const);
  const where = KEY_NAMES.flatMap((key) => given.filter(([name]) => name === key));
  return { table, inserts: true, where, set: given.filter(([name]) => !KEY_NAMES.includes(name)), remove: [] };
}

function formOfUpdate(text: string): Form {
  const [, table, set = '', remove = '', where = ''] = FORM.exec(text) ?? [];
  if (table === undefined) throw new Error(`The local runner does not know this statement: ${text}`);
  const names = namesIn(set);
  const changed = [...names, ...namesIn(remove)];
  // DynamoDB refuses it too, as overlapping paths, and each item would be put by itself.
  if (new Set(changed).size < changed.length) throw new Error(`A statement names an attribute twice: ${text}`);
  let next = names.length;
  const terms = where.split(' AND ').map((term) => {
    const [, name, has] = TERM.exec(term) ?? [];
    if (name === undefined) throw new Error(`The local runner does not know this condition: ${term}`);
    return [name, has === undefined ? null : next++] as const;
  });
  return {
    table,
    inserts: false,
    where: terms,
    remove: namesIn(remove),
    set: names.map((name, index) => [name, index] as const),
  };
}

function valueAt(parameters: readonly Value[], index: number): Value {
  const value = parameters[index];
  if (value === undefined) throw new Error('The statement has fewer parameters than question marks');
  return value;
}
