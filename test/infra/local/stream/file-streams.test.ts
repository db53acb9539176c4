import { randomUUID } from 'node:crypto';
import { BatchWriteItemCommand, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf } from '../../../../infra/local/stream/event.ts';
import { type FileStreams, readFromFile } from '../../../../infra/local/stream/file-streams.ts';
import { openStreams, type Position, type Streams } from '../../../../infra/local/stream/streams.ts';
import { chunks } from '../../../../shared/data/dynamo/index.ts';
import { closeTestData, openTestData } from '../../../support/engines/data.ts';
import { engines, type RunningEngine, startEngine } from '../../../support/engines/engines.ts';

const dynoxide = engines.find(({ name }) => name === 'dynoxide');

// The file is private to dynoxide: an upgrade that keeps records otherwise must fail here.
describe.runIf(dynoxide !== undefined)('records in the file of dynoxide', () => {
  let running: RunningEngine;
  let data: Awaited<ReturnType<typeof openTestData>>;
  let [engine, file]: [Streams, FileStreams] = [] as never;

  beforeAll(async () => {
    running = await startEngine(dynoxide as NonNullable<typeof dynoxide>);
    data = await openTestData(running, { streamed: true });
    engine = openStreams(running.endpoint);
    file = readFromFile(engine, running.database ?? '');
  });

  afterAll(async () => {
    file.close();
    await closeTestData(running, data);
    await running.stop();
  });

  async function read(streams: Streams, position: Position) {
    const stream = await streams.latestStream(data.contactsTable);
    const [shard] = await streams.shards(stream);
    const first = await streams.records(await streams.iterator(stream, shard?.id ?? '', position));
    const { records: after } = await streams.records(first.next ?? '');
    expect(after).toEqual([]);
    const event = JSON.parse(eventOf(first.records, { region: 'eu-west-1', streamArn: stream, shiftMs: 0 }));
    return event.Records.map(({ dynamodb, ...rest }: { readonly dynamodb: object }) => {
      const { SizeBytes: _, ...changed } = dynamodb as { readonly SizeBytes?: number };
      return { ...rest, dynamodb: changed };
    });
  }

  it('are those that it shows, in order, from each place', async () => {
    const client = running.client();
    const TableName = data.contactsTable;
    const Key = { pk: { S: `C#${randomUUID()}` }, sk: { S: 'CONTACT "é"' } };
    const put = (version: string) => {
      const more = { M: { deep: { L: [{ BOOL: true }, { NULL: true }, { S: 'Zoë' }] } } };
      return client.send(new PutItemCommand({ TableName, Item: { ...Key, version: { N: version }, more } }));
    };
    await put('1');
    await put('2');
    await client.send(new DeleteItemCommand({ TableName, Key }));
    const all = await read(file, { type: 'TRIM_HORIZON' });
    expect(all.slice(-3)).toMatchObject([{ eventName: 'INSERT' }, { eventName: 'MODIFY' }, { eventName: 'REMOVE' }]);
    expect(all.at(-1).dynamodb).not.toHaveProperty('NewImage');
    expect(all).toEqual(await read(engine, { type: 'TRIM_HORIZON' }));
    const { SequenceNumber: sequence } = all.at(-3)?.dynamodb ?? {};
    const after = { type: 'AFTER_SEQUENCE_NUMBER', sequence } as const;
    expect(await read(file, after)).toEqual(all.slice(-2));
    expect(await read(file, { type: 'LATEST' })).toEqual([]);
    client.destroy();
  });

  it('go on where a read ended, for longer than one read has', async () => {
    const client = running.client();
    const TableName = data.contactsTable;
    const stream = await file.latestStream(TableName);
    const [shard] = await file.shards(stream);
    let next: string | null = await file.iterator(stream, shard?.id ?? '', { type: 'LATEST' });
    const names = Array.from({ length: 1_050 }, (_, index) => String(index));
    for (const some of chunks(names, 25)) {
      const puts = some.map((name) => ({ PutRequest: { Item: { pk: { S: 'many' }, sk: { S: name } } } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }));
    }
    const found: unknown[] = [];
    for (const length of [1_000, 50, 0]) {
      const read: Awaited<ReturnType<Streams['records']>> = await file.records(next ?? '');
      expect(read.records.length).toBe(length);
      found.push(...read.records.map(({ dynamodb }) => (dynamodb.Keys['sk'] as { S: string }).S));
      next = read.next;
    }
    expect(found).toEqual(names);
    client.destroy();
  });
});
