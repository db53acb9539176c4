import { type Intercept, readJson } from '../http/proxy.ts';

/** Attribute values in DynamoDB's own form. */
export type Keys = Readonly<Record<string, { readonly S: string } | undefined>>;

/** The attributes of a table's key and of its indexes. */
export interface Shape {
  readonly key: readonly string[];
  /** The attributes of all indexes. */
  readonly indexed: readonly string[];
  readonly indexes: Readonly<Record<string, readonly string[]>>;
}

interface Described {
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly GlobalSecondaryIndexes?: readonly (Pick<Described, 'KeySchema'> & { readonly IndexName: string })[];
}

/** The shapes of tables, each requested once. */
export function shapes(): typeof describe {
  const known = new Map<string, Promise<Shape>>();
  return (table, forward) => {
    const shape = known.get(table) ?? describe(table, forward);
    known.set(table, shape);
    return shape;
  };
}

/** Asks DynamoDB for the keys of a table and of its indexes. */
async function describe(table: string, forward: Parameters<Intercept>[1]): Promise<Shape> {
  const answer = await forward(Buffer.from(JSON.stringify({ TableName: table })), 'DescribeTable');
  const { Table } = readJson(answer) as { readonly Table: Described };
  const indexes = Table.GlobalSecondaryIndexes ?? [];
  return {
    key: namesOf(Table),
    indexed: indexes.flatMap(namesOf),
    indexes: Object.fromEntries(indexes.map((index) => [index.IndexName, namesOf(index)])),
  };
}

const namesOf = ({ KeySchema }: Pick<Described, 'KeySchema'>): string[] =>
  KeySchema.map(({ AttributeName }) => AttributeName);
