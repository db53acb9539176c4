/**
 * Contacts a second through the whole start path (HTTP, select, queue, worker, tables, counts), against what one bare
 * Node client reaches with the same conditional updates on the same engine, in the same run. Aim: at least 70 %.
 */
import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { contactKey } from '../shared/data/keys.ts';
import { listFolder } from '../shared/data/lists.ts';
import { eachOf } from '../shared/data/retry.ts';
import type { ContactId } from '../shared/domain/ids.ts';
import { populate } from './support/population.ts';
import { type Running, startRunning } from './support/running.ts';

const AT_ONCE = 24;

export interface Throughput {
  readonly contacts: number;
  /** Updates a second of the bare client, before and after the start. */
  readonly bare: readonly [number, number];
  /** Contacts a second until the start is completed, and until counts and history have followed. */
  readonly completed: number;
  readonly settled: number;
}

/** The same write as archiving does, by hand: status, version and all four index attributes, on condition of the version. */
async function bareUpdates({ data, workspace }: Running, uuids: readonly ContactId[]): Promise<number> {
  const begun = performance.now();
  await eachOf(uuids, AT_ONCE, async (uuid) => {
    await data.documents.send(
      new UpdateCommand({
        TableName: data.contactsTable,
        // Beside the contacts, where the stream's function does not take them for contacts.
        Key: { ...contactKey(workspace, uuid), sk: 'BENCH' },
        UpdateExpression: 'SET #s = :s, #v = :v, #fk = :fk, #fs = :fs, #mk = :mk, #ms = :ms, #n = :n',
        ConditionExpression: 'attribute_not_exists(#pk) OR #v <> :v',
        ExpressionAttributeNames: {
          '#pk': 'pk',
          '#s': 'status',
          '#v': 'version',
          '#fk': 'folderKey',
          '#fs': 'folderSort',
          '#mk': 'modifiedKey',
          '#ms': 'modifiedSort',
          '#n': 'name',
        },
        ExpressionAttributeValues: {
          ':s': 'archived',
          ':v': Date.now(),
          ':fk': `bench#${randomUUID().slice(0, 1)}`,
          ':fs': `2026-11-24#${uuid}`,
          ':mk': `bench#${randomUUID().slice(0, 1)}`,
          ':ms': `${Date.now()}#${uuid}`,
          ':n': 'x'.repeat(500),
        },
      }),
    );
  });
  return uuids.length / ((performance.now() - begun) / 1000);
}

export async function measureThroughput(contacts: number): Promise<Throughput> {
  const running = await startRunning();
  try {
    const { service, data, workspace } = running;
    const group = await populate(data, workspace, contacts);
    await service.idle(600);
    const { uuids } = await listFolder(data, workspace, 'active', { limit: Math.min(contacts, 5_000) });
    // Once to create the items, then twice to measure: before the start and after it, since engines age.
    await bareUpdates(running, uuids);
    const before = await bareUpdates(running, uuids);
    await service.idle(600);
    const begun = performance.now();
    const { seconds } = await running.archive(group);
    await service.idle(600);
    const settled = (performance.now() - begun) / 1000;
    const after = await bareUpdates(running, uuids);
    return { contacts, bare: [before, after], completed: contacts / seconds, settled: contacts / settled };
  } finally {
    await running.service.stop();
  }
}
