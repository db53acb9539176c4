import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableSpec } from '../assembly/model.ts';

type Item = Record<string, AttributeValue>;

interface Expiry {
  readonly table: string;
  readonly keys: readonly string[];
  readonly attribute: string;
}

const expiryOf = ({ name, properties }: TableSpec): readonly Expiry[] => {
  const { KeySchema, TimeToLiveSpecification: ttl } = properties;
  if (!ttl?.Enabled) return [];
  return [{ table: name, keys: KeySchema.map(({ AttributeName }) => AttributeName), attribute: ttl.AttributeName }];
};

/** Deletes an expired item, unless its time has changed since it was read. */
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

/** Items of one part of a sweep: some 30 ms, in which everything else waits. */
const PART = 1_000;

/** Deletes expired ones among the next items of a table; returns where the next part begins, undefined at the end. */
async function sweepPart(client: DynamoDBClient, expiry: Expiry, now: number, start: Item | undefined) {
  const names = Object.fromEntries([...expiry.keys, expiry.attribute].map((name, index) => [`#n${index}`, name]));
  const { Items = [], LastEvaluatedKey: next } = await client.send(
    new ScanCommand({
      TableName: expiry.table,
      ProjectionExpression: Object.keys(names).join(', '),
      FilterExpression: `#n${expiry.keys.length} < :now`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
      ExclusiveStartKey: start,
      Limit: PART,
    }),
  );
  let deleted = 0;
  for (const item of Items) if (await expire(client, expiry, item)) deleted += 1;
  return { deleted, next };
}

/** Deletes what has expired by a clock (milliseconds since 1970); returns how many items. */
interface ExpirySweep {
  /** Looks at the next 1,000 items of each table, so that its cost does not grow with them. */
  part(now: number): Promise<number>;
  /** Looks at all items. */
  all(now: number): Promise<number>;
}

/** Deletes expired items, as no local engine does: in rounds of hours, where AWS takes days. */
export function createExpirySweep(client: DynamoDBClient, tables: readonly TableSpec[]): ExpirySweep {
  const expiries = tables.flatMap(expiryOf);
  const places = new Map<Expiry, Item | undefined>();
  return {
    async part(now) {
      let sum = 0;
      for (const expiry of expiries) {
        const { deleted, next } = await sweepPart(client, expiry, now, places.get(expiry));
        places.set(expiry, next);
        sum += deleted;
      }
      return sum;
    },
    async all(now) {
      let sum = 0;
      for (const expiry of expiries) {
        let start: Item | undefined;
        do {
          const { deleted, next } = await sweepPart(client, expiry, now, start);
          sum += deleted;
          start = next;
        } while (start);
      }
      return sum;
    },
  };
}
