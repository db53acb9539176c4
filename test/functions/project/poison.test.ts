import { randomUUID } from 'node:crypto';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { project } from '../../../functions/project/projections.ts';
import { deleteVersion } from '../../../shared/data/contacts/delete.ts';
import { createContact, readContacts } from '../../../shared/data/contacts/index.ts';
import { contactKey } from '../../../shared/data/contacts/keys.ts';
import { listHistory } from '../../../shared/data/contacts/list-history.ts';
import { readCounts } from '../../../shared/data/counts/counts.ts';
import type { Data } from '../../../shared/data/dynamo/client.ts';
import { verifyLedger } from '../../../shared/data/erasures/index.ts';
import { listAllMessages } from '../../../shared/data/messages/list.ts';
import { putMessage } from '../../../shared/data/messages/messages.ts';
import { createWorkspace } from '../../../shared/data/workspace/workspaces.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import { aContact, now } from '../../shared/data/counts/samples.ts';
import { describeOnEngines } from '../../support/engines/suite.ts';
import { failing, messageRecordOf, passedOver, recordOf, runtimeOf, sequenceOf } from './records.ts';

/** A note that makes the history of a change too large for an item, which no rule of ours allows. */
const HUGE = 'x'.repeat(420 * 1024);

describeOnEngines('a record that can never be projected', (opened) => {
  let workspace: WorkspaceId;
  beforeEach(async () => {
    ({ workspace } = await createWorkspace(opened(), { name: 'Poisoned', now }));
  });

  async function run(records: readonly DynamoDBRecord[], data: Data = opened()) {
    const { destination, records: named } = passedOver();
    const answer = await project(records, runtimeOf(data, destination));
    return { answer, named: named.map(({ projection, sequence }) => [projection, sequence]) };
  }
  const active = async () => (await readCounts(opened(), workspace)).folders.active;
  const historyOf = async ({ uuid }: Contact) =>
    (await listHistory(opened(), workspace, uuid, { limit: 10, now })).entries.length;

  const unreadable = (record: DynamoDBRecord): DynamoDBRecord => ({
    ...record,
    dynamodb: { ...record.dynamodb, NewImage: { version: { N: 'x' }, pk: { BOOL: true } } },
  });

  it('because it cannot be read is passed over and named, and everything else of the batch is recorded', async () => {
    const people = Array.from({ length: 5 }, () => aContact({ name: 'Ann' }));
    const records = people.map((person) => recordOf(workspace, null, person));
    const poison = unreadable(recordOf(workspace, null, aContact()));
    const { answer, named } = await run([...records.slice(0, 2), poison, ...records.slice(2)]);
    expect(answer).toEqual({});
    expect(named).toEqual([['read', sequenceOf(poison)]]);
    expect(await active()).toBe(5);
    expect(await Promise.all(people.map(historyOf))).toEqual([1, 1, 1, 1, 1]);
  });

  it('because its history is too large keeps its counts, and the history of all others', async () => {
    const people = Array.from({ length: 40 }, (_, i) => aContact({ name: i === 17 ? HUGE : 'Ann' }));
    const records = people.map((person) => recordOf(workspace, null, person));
    const { answer, named } = await run(records);
    expect(answer).toEqual({});
    expect(named).toEqual([['history', sequenceOf(records[17])]]);
    expect(await active()).toBe(40);
    expect((await Promise.all(people.map(historyOf))).filter((entries) => entries === 1)).toHaveLength(39);
  });

  it('comes again when it cannot be named in the failure destination', async () => {
    const poison = unreadable(recordOf(workspace, null, aContact()));
    const send = () => Promise.reject(new Error('SQS is out'));
    const records = [recordOf(workspace, null, aContact()), poison];
    expect(await project(records, runtimeOf(opened(), { send }))).toEqual({ failedFrom: sequenceOf(poison) });
    expect(await active()).toBe(1);
  });

  it('because its workspace does not exist does not hold up the others', async () => {
    const stray = recordOf(randomUUID() as string as WorkspaceId, null, aContact({ name: 'Ann' }));
    const { answer, named } = await run([stray, recordOf(workspace, null, aContact())]);
    expect(answer).toEqual({});
    expect(named).toEqual([['history', sequenceOf(stray)]]);
    expect(await active()).toBe(1);
  });

  it('as a message does not hold up other messages', async () => {
    const data = opened();
    const ann = aContact();
    await createContact(data, workspace, [], () => ann);
    const text = { urn: null, text: 'Hi', occurredOn: now, externalId: null, contact: ann.uuid };
    const { uuid } = await putMessage(data, workspace, { ...text, visibility: 'visible' }, now);
    const good = messageRecordOf(workspace, ann.uuid, uuid, null, 'visible');
    const bad = { ...good, dynamodb: { ...good.dynamodb, SequenceNumber: '1', NewImage: {} } };
    const { answer, named } = await run([bad, good]);
    expect(answer).toEqual({});
    expect(named).toEqual([['read', '1']]);
    const { found } = await listAllMessages(data, workspace, { limit: 10, now, visibility: 'visible' });
    expect(found.map(({ message }) => message.uuid)).toEqual([uuid]);
  });

  it('is written without the other: counts without history, and history without counts', async () => {
    const [ann, ben] = [aContact({ name: 'Ann' }), aContact({ name: 'Ben' })];
    const [first, second] = [recordOf(workspace, null, ann), recordOf(workspace, null, ben)];
    const noHistory = failing(opened(), (command) => command instanceof BatchWriteCommand);
    expect((await run([first], noHistory)).answer).toEqual({ failedFrom: sequenceOf(first) });
    expect([await active(), await historyOf(ann)]).toEqual([1, 0]);
    const noCounts = failing(opened(), (_, pk) => pk.startsWith('N#'));
    expect((await run([second], noCounts)).answer).toEqual({ failedFrom: sequenceOf(second) });
    expect([await active(), await historyOf(ben)]).toEqual([1, 1]);
    expect((await run([first, second])).answer).toEqual({});
    expect([await active(), await historyOf(ann), await historyOf(ben)]).toEqual([2, 1, 1]);
  });

  describe('of deletions', () => {
    async function deleted(count: number) {
      const people = Array.from({ length: count }, (_, n) => aContact({ name: `Person ${n}` }));
      for (const person of people) await createContact(opened(), workspace, [], () => person);
      await run(people.map((person) => recordOf(workspace, null, person)));
      for (const person of people) await deleteVersion(opened(), workspace, person, { by: 'token-1', via: 'api' }, now);
      const gone = await readContacts(
        opened(),
        workspace,
        people.map(({ uuid }) => uuid),
      );
      return { people, records: people.map((one) => recordOf(workspace, one, gone.get(one.uuid) ?? null)) };
    }
    const erased = async () => {
      const { erasures, problems } = await verifyLedger(opened(), workspace);
      return { erasures, problems };
    };
    it('one that cannot be cleaned up after stops no other, and is cleaned up after when it comes again', async () => {
      const { people, records } = await deleted(3);
      const { pk } = contactKey(workspace, (people[1] as Contact).uuid);
      const isOfOne = (command: object) =>
        command instanceof BatchWriteCommand && JSON.stringify(command.input).includes(pk);
      const { answer } = await run(records, failing(opened(), isOfOne));
      expect(answer).toEqual({ failedFrom: sequenceOf(records[1]) });
      expect(await Promise.all(people.map(historyOf))).toEqual([0, 1, 0]);
      expect((await run(records.slice(1))).answer).toEqual({});
      expect(await Promise.all(people.map(historyOf))).toEqual([0, 0, 0]);
      expect(await erased()).toEqual({ erasures: 3, problems: [] });
    });

    it('nothing is removed while the ledger cannot be written, and all come again', async () => {
      const { people, records } = await deleted(3);
      const noEntries = failing(opened(), (_, pk) => pk.endsWith('#ENTRIES'));
      expect((await run(records, noEntries)).answer).toEqual({ failedFrom: sequenceOf(records[0]) });
      expect(await Promise.all(people.map(historyOf))).toEqual([1, 1, 1]);
      expect((await run(records)).answer).toEqual({});
      expect(await Promise.all(people.map(historyOf))).toEqual([0, 0, 0]);
      expect(await erased()).toEqual({ erasures: 3, problems: [] });
    });
  });

  it('names workspace and contact, and nothing that the contact says of itself', async () => {
    const ann = aContact({ name: HUGE });
    const { destination, records } = passedOver();
    const record = recordOf(workspace, null, ann);
    await project([record], runtimeOf(opened(), destination));
    const { pk: key } = contactKey(workspace, ann.uuid);
    expect(records).toEqual([
      { sequence: sequenceOf(record), key, projection: 'history', reason: 'ValidationException' },
    ]);
  });
});
