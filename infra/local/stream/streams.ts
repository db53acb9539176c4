import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';

/** A stream record in the form in which Lambda passes it to a function. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly dynamodb: {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
    readonly SequenceNumber: string;
    readonly Keys: Readonly<Record<string, unknown>>;
  };
}

export interface Shard {
  readonly id: string;
  readonly parent: string | null;
}

export type Position =
  | { readonly type: 'TRIM_HORIZON' | 'LATEST' }
  | { readonly type: 'AFTER_SEQUENCE_NUMBER'; readonly sequence: string };

/** DynamoDB Streams. Records stay in wire format, which is Lambda's event format; the SDK would convert them twice. */
export interface Streams {
  latestStream(table: string): Promise<string>;
  shards(stream: string): Promise<readonly Shard[]>;
  iterator(stream: string, shard: string, position: Position): Promise<string>;
  /** Up to 1,000 records, and the next iterator: null at the end of a closed shard. */
  records(iterator: string): Promise<{ records: readonly StreamRecord[]; next: string | null }>;
}

const Table = z.object({ Table: z.object({ LatestStreamArn: z.string() }) });
const Description = z.object({
  StreamDescription: z.object({
    Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.optional(z.nullable(z.string())) })),
    LastEvaluatedShardId: z.optional(z.nullable(z.string())),
  }),
});
const Iterator = z.object({ ShardIterator: z.string() });

interface Records {
  readonly Records: readonly StreamRecord[];
  readonly NextShardIterator?: string | null;
}

/** Local engines check only the form of a signature. */
const SIGNATURE = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20260101T000000Z',
};

/** By Node's own client: `fetch` takes twice the time of a small call, and streams are asked all the time. */
function post(endpoint: string, target: string, body: string): Promise<{ status: number; text: string }> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(body),
    'x-amz-target': target,
    ...SIGNATURE,
  };
  return new Promise((resolve, reject) => {
    const sent = request(endpoint, { method: 'POST', headers }, (answer) => {
      text(answer).then((read) => resolve({ status: answer.statusCode ?? 0, text: read }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export function openStreams(endpoint: string): Streams {
  async function call(target: string, body: object): Promise<unknown> {
    const { status, text } = await post(endpoint, target, JSON.stringify(body));
    if (status !== 200) throw new Error(`${target}: ${text}`);
    return JSON.parse(text);
  }
  const streams = (operation: string, body: object) => call(`DynamoDBStreams_20120810.${operation}`, body);

  return {
    async latestStream(table) {
      return Table.parse(await call('DynamoDB_20120810.DescribeTable', { TableName: table })).Table.LatestStreamArn;
    },
    async shards(stream) {
      const shards: Shard[] = [];
      let after: string | null | undefined;
      do {
        const request = { StreamArn: stream, ...(after && { ExclusiveStartShardId: after }) };
        const { StreamDescription } = Description.parse(await streams('DescribeStream', request));
        shards.push(
          ...StreamDescription.Shards.map(({ ShardId, ParentShardId = null }) => ({
            id: ShardId,
            parent: ParentShardId,
          })),
        );
        after = StreamDescription.LastEvaluatedShardId;
      } while (after);
      return shards;
    },
    async iterator(stream, shard, position) {
      const request = {
        StreamArn: stream,
        ShardId: shard,
        ShardIteratorType: position.type,
        ...('sequence' in position && { SequenceNumber: position.sequence }),
      };
      return Iterator.parse(await streams('GetShardIterator', request)).ShardIterator;
    },
    async records(iterator) {
      // Not checked by a schema: there are thousands a second, and the function checks them.
      const { Records, NextShardIterator } = (await streams('GetRecords', {
        ShardIterator: iterator,
        Limit: 1000,
      })) as Records;
      return { records: Records, next: NextShardIterator ?? null };
    },
  };
}
