import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { TableSpec } from '../assembly/model.ts';

function createInput({ name, properties }: TableSpec): CreateTableCommandInput {
  const { AttributeDefinitions, KeySchema, BillingMode, GlobalSecondaryIndexes, StreamSpecification } = properties;
  return {
    TableName: name,
    AttributeDefinitions,
    KeySchema,
    BillingMode,
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys, Projection }) => ({
        IndexName,
        KeySchema: keys,
        Projection: Projection as { ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'; NonKeyAttributes?: string[] },
      })),
    }),
    ...(StreamSpecification && { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
  };
}

/** A table's keys, one line an index, in a fixed order. */
function shape({
  KeySchema,
  GlobalSecondaryIndexes = [],
}: Pick<TableDescription, 'KeySchema' | 'GlobalSecondaryIndexes'>): string {
  const keys = (schema: TableDescription['KeySchema']) => schema?.map(({ AttributeName }) => AttributeName).join('/');
  const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema: own, Projection }) =>
    [IndexName, keys(own), Projection?.ProjectionType].join(' '),
  );
  return [keys(KeySchema), ...indexes.sort()].join(', ');
}

/** Creates a table, or keeps an existing one. Refuses one whose keys or indexes differ from the template's. */
export async function ensureTable(client: DynamoDBClient, spec: TableSpec): Promise<void> {
  const input = createInput(spec);
  try {
    await client.send(new CreateTableCommand(input));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
    const { Table } = await client.send(new DescribeTableCommand({ TableName: spec.name }));
    const there = shape(Table ?? {});
    const wanted = shape(input as TableDescription);
    if (there !== wanted) {
      throw new Error(
        `The kept table ${spec.name} has other keys (${there}) than the template (${wanted}): use a new DATA_DIR.`,
      );
    }
  }
}
