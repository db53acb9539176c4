/** Tables as earlier releases stored them (`npm run record-data`), brought into an engine. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BatchWriteItemCommand, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { type Data, STAMP_KEY } from '../../../shared/data/dynamo/index.ts';
import type { Recording as Played } from '../../record/people.ts';
import { openTestData } from '../engines/data.ts';
import type { RunningEngine } from '../engines/engines.ts';

const CASES = join(import.meta.dirname, '../../cases/data');

/** What was made in a release, by its commit. */
export interface Recording extends Played {
  readonly commit: string;
  /** When it was recorded: later some of it has expired. */
  readonly on: string;
}

/** The lines of a recording; the first one is what was made. */
const linesOf = (commit: string): string[] =>
  gunzipSync(readFileSync(join(CASES, `${commit}.jsonl.gz`)))
    .toString()
    .trimEnd()
    .split('\n');

export const recordings = (): Recording[] =>
  readdirSync(CASES).map((name) => {
    const commit = name.replace('.jsonl.gz', '');
    return { commit, ...JSON.parse(linesOf(commit)[0] ?? '').recorded };
  });

/** New tables with everything that was recorded, and nothing else. */
export async function openRecorded(engine: RunningEngine, { commit }: Recording): Promise<Data> {
  const data = await openTestData(engine, { streamed: true });
  const client = engine.client();
  const names: Readonly<Record<string, string>> = { contacts: data.contactsTable, workspace: data.workspaceTable };
  for (const TableName of Object.values(names)) {
    const Key = { pk: { S: STAMP_KEY.pk }, sk: { S: STAMP_KEY.sk } };
    await client.send(new DeleteItemCommand({ TableName, Key }));
  }
  const Key = { pk: { S: 'I#keys' }, sk: { S: 'PRINTS' } };
  await client.send(new DeleteItemCommand({ TableName: data.contactsTable, Key }));
  const items = linesOf(commit)
    .slice(1)
    .map((line) => JSON.parse(line, withBinary));
  for (const table of Object.keys(names)) {
    const own = items.filter((one) => one.table === table);
    for (let at = 0; at < own.length; at += 25) {
      const puts = own.slice(at, at + 25).map(({ item }) => ({ PutRequest: { Item: item } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [names[table] ?? '']: puts } }));
    }
  }
  client.destroy();
  return data;
}

/** Binary values are base64 in the file. */
const withBinary = (name: string, value: unknown): unknown =>
  name === 'B' && typeof value === 'string' ? Buffer.from(value, 'base64') : value;
