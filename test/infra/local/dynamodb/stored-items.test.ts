import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStoredItems, type StoredItems } from '../../../../infra/local/dynamodb/stored-items.ts';
import { closeTestData, openTestData } from '../../../support/engines/data.ts';
import { engines, type RunningEngine, startEngine } from '../../../support/engines/engines.ts';

const dynoxide = engines.find(({ name }) => name === 'dynoxide');

// The file is private to dynoxide: an upgrade that stores items otherwise must fail here.
it.runIf(dynoxide !== undefined)('the file of dynoxide has items as they were last written, whole', async () => {
  const [pk, sk] = [`C#${randomUUID()}`, 'CONTACT "1"'];
  const client = running.client();
  for (const version of ['1', '2']) {
    const Item = {
      pk: { S: pk },
      sk: { S: sk },
      version: { N: version },
      more: { M: { deep: { L: [{ BOOL: true }] } } },
    };
    await client.send(new PutItemCommand({ TableName: table, Item }));
    expect(stored.read(table, (itemOf) => itemOf(pk, sk))).toEqual(Item);
  }
  expect(stored.read(table, (itemOf) => [itemOf(pk, 'CONTACT'), itemOf('nobody', sk)])).toEqual([null, null]);
  client.destroy();
});

let running: RunningEngine;
let stored: StoredItems;
let data: Awaited<ReturnType<typeof openTestData>>;
let table = '';

beforeAll(async () => {
  if (dynoxide === undefined) return;
  running = await startEngine(dynoxide);
  data = await openTestData(running);
  table = data.contactsTable;
  stored = openStoredItems(running.database ?? '');
});

afterAll(async () => {
  if (dynoxide === undefined) return;
  stored.close();
  await closeTestData(running, data);
  await running.stop();
});
