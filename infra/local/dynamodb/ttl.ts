import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { TableSpec } from '../assembly/model.ts';

type Item = Record<string, AttributeValue>;

interface Expiry {
  readonly table: string;
  readonly keys: readonly string[];
  readonly attribute: string;
}

export const expiryOf = ({ name, properties }: TableSpec): readonly Expiry[] => {
  const { KeySchema, TimeToLiveSpecification: ttl } = properties;
  if (!ttl?.Enabled) return [];
  return [{ table: name, keys: KeySchema.map(({ AttributeName }) => AttributeName), attribute: ttl.AttributeName }];
};

/** Deletes an expired item, unless its time was moved on since it was read. */
async function expire(client: DynamoDBClient, { table, keys, attribute }: Expiry, item: Item): Promise<boolean> {
  const key = Object.fromEntries(Object.entries(item).filter(([name]) => keys.includes(name)));
  const seen = item[attribute];
  if (seen === undefined) return false;
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: table,
        Key: key,
        ConditionExpression: '#ttl = :seen',
        ExpressionAttributeNames: { '#ttl': attribute },
        ExpressionAttributeValues: { ':seen': seen },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function sweepTable(client: DynamoDBClient, expiry: Expiry, now: number): Promise<number> {
  const names = Object.fromEntries([...expiry.keys, expiry.attribute].map((name, index) => [`#n${index}`, name]));
  const pages = paginateScan(
    { client },
    {
      TableName: expiry.table,
      ProjectionExpression: Object.keys(names).join(', '),
      FilterExpression: `#n${expiry.keys.length} < :now`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
    },
  );
  let deleted = 0;
  for await (const { Items = [] } of pages) {
    for (const item of Items) if (await expire(client, expiry, item)) deleted += 1;
  }
  return deleted;
}

/**
 * Deletes what has expired by the functions' clock; no local engine does. (On AWS it happens within days, and the stream's
 * record names DynamoDB as who did it; here it names no one.)
 * @returns how many items were deleted
 */
export async function sweepExpired(client: DynamoDBClient, tables: readonly TableSpec[], now: number): Promise<number> {
  let deleted = 0;
  for (const expiry of tables.flatMap(expiryOf)) deleted += await sweepTable(client, expiry, now);
  return deleted;
}
