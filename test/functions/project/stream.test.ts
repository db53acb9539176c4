import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { project } from '../../../functions/project/projections.ts';
import { deleteVersion } from '../../../shared/data/contacts/delete.ts';
import { changeContact, createContact } from '../../../shared/data/contacts/index.ts';
import { contactKey } from '../../../shared/data/contacts/keys.ts';
import { auditCounts } from '../../../shared/data/counts/audit.ts';
import { readCounts } from '../../../shared/data/counts/counts.ts';
import type { Data } from '../../../shared/data/dynamo/client.ts';
import type { Visibility } from '../../../shared/data/messages/items.ts';
import { listAllMessages } from '../../../shared/data/messages/list.ts';
import { archiveMessages, putMessage } from '../../../shared/data/messages/messages.ts';
import { createWorkspace } from '../../../shared/data/workspace/workspaces.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { archived, turns } from '../../shared/data/contacts/people.ts';
import { aContact, change, now, reporters } from '../../shared/data/counts/samples.ts';
import { openTestData } from '../../support/engines/data.ts';
import { engines, type RunningEngine, startEngine } from '../../support/engines/engines.ts';
import { runtimeOf } from './records.ts';

type Changed = NonNullable<DynamoDBRecord['dynamodb']>;
type StreamedRecord = DynamoDBRecord & {
  readonly dynamodb: Omit<Changed, 'ApproximateCreationDateTime'> & { readonly ApproximateCreationDateTime: Date };
};

/** Lambda gives times in seconds, the SDK as dates. */
const asInvoked = ({ dynamodb, ...record }: StreamedRecord): DynamoDBRecord => ({
  ...record,
  dynamodb: { ...dynamodb, ApproximateCreationDateTime: dynamodb.ApproximateCreationDateTime.getTime() / 1000 },
});

/** All records of the contacts' stream. */
async function recordsOf({ endpoint }: RunningEngine, data: Data): Promise<DynamoDBRecord[]> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBStreamsClient({ endpoint, region: 'eu-west-1', credentials });
  const { Streams } = await client.send(new ListStreamsCommand({ TableName: data.contactsTable }));
  const StreamArn = Streams?.[0]?.StreamArn;
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  const records: unknown[] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const from = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    const { ShardIterator } = await client.send(new GetShardIteratorCommand(from));
    records.push(...((await client.send(new GetRecordsCommand({ ShardIterator }))).Records ?? []));
  }
  client.destroy();
  return (records as StreamedRecord[]).map(asInvoked);
}

describe.each(engines)('the stream of $name itself', (engine) => {
  let running: RunningEngine;
  let data: Data;
  let workspace: WorkspaceId;
  beforeAll(async () => {
    running = await startEngine(engine);
    data = await openTestData(running, { streamed: true });
    ({ workspace } = await createWorkspace(data, { name: 'Streamed', now }));
  });
  afterAll(() => running.stop());

  async function writeAgainAsItIs(uuid: ContactId): Promise<void> {
    const where = { TableName: data.contactsTable };
    const { Item } = await data.documents.send(new GetCommand({ ...where, Key: contactKey(workspace, uuid) }));
    await data.documents.send(new PutCommand({ ...where, Item }));
  }

  it('gives exact counts, in any batches and repetitions', async () => {
    const [ann, bob, cid] = [aContact({ groups: [reporters] }), aContact({ groups: [reporters] }), aContact()];
    for (const contact of [ann, bob, cid]) await createContact(data, workspace, [], () => contact);
    await changeContact(data, workspace, ann.uuid, {}, turns(archived()));
    await writeAgainAsItIs(bob.uuid);
    await deleteVersion(data, workspace, cid, change, now);

    const records = await recordsOf(running, data);
    for (const part of [records.slice(0, 5), records.slice(2), records])
      expect(await project(part, runtimeOf(data))).toEqual({});
    expect(await readCounts(data, workspace)).toEqual({
      folders: { active: 1, dormant: 0, archived: 1, stopped: 0, blocked: 0, deleted: 1 },
      groups: { [reporters]: 1 },
    });
    expect(await auditCounts(data, workspace)).toEqual({ folders: {}, groups: {} });
  });

  it('gives every message in the folder where it is, in any batches and repetitions', async () => {
    const [ann, bob] = [aContact(), aContact()];
    for (const contact of [ann, bob]) await createContact(data, workspace, [], () => contact);
    const text = { urn: null, text: 'Hi', visibility: 'visible', occurredOn: now } as const;
    const receive = async ({ uuid }: Contact, externalId: string | null) =>
      (await putMessage(data, workspace, { ...text, contact: uuid, externalId }, now)).uuid;
    const [one, two, three] = [await receive(ann, null), await receive(bob, 'a'), await receive(bob, null)];
    await archiveMessages(data, workspace, ann.uuid, now);
    await deleteVersion(data, workspace, ann, change, now);
    await archiveMessages(data, workspace, bob.uuid, now);
    const four = await receive(bob, 'b');

    const records = await recordsOf(running, data);
    for (const part of [records.slice(-3), records.slice(0, 5), records.slice(2), records])
      expect(await project(part, runtimeOf(data))).toEqual({});
    const listed = async (visibility?: Visibility) =>
      (await listAllMessages(data, workspace, { limit: 10, now, visibility })).found.map(({ message }) => message.uuid);
    expect(await listed('visible')).toEqual([four]);
    expect(await listed('archived')).toEqual([two, three].sort().reverse());
    expect(await listed()).toEqual([two, three, four].sort().reverse());
    expect(await listed()).not.toContain(one);
  });
});
