/** Compressed JSON lines: `{ recorded }`, then of both tables `{ table, item }`, the item in DynamoDB's own JSON. */
import { gzipSync } from 'node:zlib';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Info } from './release.ts';

/** What each request leaves and soon expires. */
const OF_REQUESTS = /^L#/;

export async function dump({ dynamodb: { endpoint, tables } }: Info, recorded: object): Promise<Buffer> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials });
  const lines: string[] = [];
  for (const table of ['contacts', 'workspace'])
    for await (const { Items = [] } of paginateScan({ client }, { TableName: tables[table] }))
      for (const item of Items)
        if (!OF_REQUESTS.test(item['pk']?.S ?? '')) lines.push(JSON.stringify({ table, item: asJson(item) }));
  client.destroy();
  return gzipSync(`${[JSON.stringify({ recorded }), ...lines.sort()].join('\n')}\n`, { level: 9 });
}

/** Binary values in base64, as in DynamoDB's JSON. */
const asJson = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asJson(part)]));
};
